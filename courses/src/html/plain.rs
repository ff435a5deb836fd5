//! Markdown as plain text: what a mail says to whoever reads no HTML.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Markdown without its signs: a link is written “words (address)”, a list with dashes or numbers. `whole` makes of each
/// address the one that is written.
pub fn plain(markdown: &str, whole: impl Fn(&str) -> String) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut sheet = Sheet { text: String::new(), lists: Vec::new(), links: Vec::new(), whole };
    for event in Parser::new_ext(markdown, options) {
        sheet.take(event);
    }
    sheet.text.trim().to_owned()
}

struct Sheet<W> {
    text: String,
    /// The next number of each list that is open; none where it has no numbers.
    lists: Vec<Option<u64>>,
    /// Where each open link begins in the text, and where it leads.
    links: Vec<(usize, String)>,
    whole: W,
}

impl<W: Fn(&str) -> String> Sheet<W> {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::Code(text) => self.text.push_str(&text),
            Event::SoftBreak | Event::HardBreak => self.text.push('\n'),
            Event::Rule => self.text.push_str("-----\n\n"),
            Event::Start(tag) => self.begin(&tag),
            Event::End(tag) => self.end(tag),
            _ => {}
        }
    }

    fn begin(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::List(first) => {
                if !self.lists.is_empty() {
                    self.new_line();
                }
                self.lists.push(*first);
            }
            Tag::Item => self.begin_item(),
            Tag::Link { dest_url, .. } => self.links.push((self.text.len(), dest_url.to_string())),
            _ => {}
        }
    }

    fn begin_item(&mut self) {
        self.new_line();
        self.text.push_str(&"  ".repeat(self.lists.len().saturating_sub(1)));
        match self.lists.last_mut() {
            Some(Some(number)) => {
                self.text.push_str(&format!("{number}. "));
                *number += 1;
            }
            _ => self.text.push_str("- "),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph if !self.lists.is_empty() => self.new_line(),
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::Table => self.new_piece(),
            TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead => self.new_line(),
            TagEnd::TableCell => self.text.push_str("  "),
            TagEnd::List(_) => {
                self.lists.pop();
                if self.lists.is_empty() {
                    self.new_piece();
                }
            }
            TagEnd::Link => self.end_link(),
            _ => {}
        }
    }

    fn end_link(&mut self) {
        let Some((begun, address)) = self.links.pop() else { return };
        let address = (self.whole)(&address);
        let words = self.text.get(begun..).unwrap_or_default();
        if words.is_empty() {
            self.text.push_str(&address);
        } else if words != address {
            self.text.push_str(&format!(" ({address})"));
        }
    }

    fn new_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn new_piece(&mut self) {
        self.new_line();
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    fn of(markdown: &str) -> String {
        plain(markdown, |address| match address.starts_with('/') {
            true => format!("https://academy.example{address}"),
            false => address.to_owned(),
        })
    }

    #[test]
    fn no_sign_of_markdown_is_left_and_every_link_can_be_typed() {
        let markdown = "## Wages\n\nSee **the** [courses](/en/courses) or <https://ilo.org>.\n\n- one\n- two\n\n1. first\n2. last\n\nEnd";
        let text = "Wages\n\nSee the courses (https://academy.example/en/courses) or https://ilo.org.\n\n- one\n- two\n\n1. first\n2. last\n\nEnd";
        assert_eq!(of(markdown), text);
    }

    #[test]
    fn a_list_in_a_list_is_set_in_and_what_is_raw_is_left_out() {
        assert_eq!(of("- one\n  - inner\n- two"), "- one\n  - inner\n- two");
        assert_eq!(of("a <b>b</b>\n\n<script>x()</script>\n"), "a b");
        assert_eq!(of(""), "");
    }
}
