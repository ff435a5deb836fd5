use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

const TAGS: [&str; 30] = [
    "a",
    "blockquote",
    "br",
    "code",
    "div",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "hr",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "strong",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
    "h6",
    "s",
    "sub",
    "small",
];

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(TAGS))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href", "title"])),
            ("div", HashSet::from(["aria-label", "role", "tabindex"])),
            ("h2", HashSet::from(["id"])),
            ("h3", HashSet::from(["id"])),
            ("h4", HashSet::from(["id"])),
            ("h5", HashSet::from(["id"])),
            ("img", HashSet::from(["alt", "src", "title"])),
            ("li", HashSet::from(["id", "value"])),
            ("ol", HashSet::from(["start"])),
        ]))
        .set_tag_attribute_value("img", "loading", "lazy")
        .allowed_classes(HashMap::from([
            (
                "blockquote",
                HashSet::from([
                    "callout",
                    "callout-note",
                    "callout-tip",
                    "callout-important",
                    "callout-warning",
                    "callout-caution",
                ]),
            ),
            ("div", HashSet::from(["table-wrap"])),
            ("section", HashSet::from(["sources"])),
            ("sup", HashSet::from(["source"])),
            ("td", HashSet::from(["left", "center", "right"])),
            ("th", HashSet::from(["left", "center", "right"])),
        ]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .link_rel(Some("noopener noreferrer"))
        .attribute_filter(|_, attribute, value| {
            (attribute != "id" || value.starts_with("x-")).then_some(Cow::Borrowed(value))
        });
    builder
});

/// The one sanitiser: whatever an author writes passes through it.
pub fn safe(html: &str) -> String {
    SANITISER.clean(html).to_string()
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn nothing_that_acts_or_loads_gets_through() {
        let cases = [
            ("<script>alert(1)</script>", ""),
            ("<svg><script>alert(1)</script></svg>", ""),
            ("<math><mi>x</mi></math>", ""),
            ("<p onclick=\"x()\" style=\"color:red\" id=\"main\">a</p>", "<p>a</p>"),
            ("<a href=\"javascript:x()\">a</a>", "<a rel=\"noopener noreferrer\">a</a>"),
            ("<iframe src=\"https://example.org\"></iframe>", ""),
            ("<h2 id=\"main\">a</h2>", "<h2>a</h2>"),
            ("<h2 id=\"x-main\">a</h2>", "<h2 id=\"x-main\">a</h2>"),
            (
                "<blockquote class=\"callout evil\">a</blockquote>",
                "<blockquote class=\"callout\">a</blockquote>",
            ),
        ];
        for (html, clean) in cases {
            assert_eq!(safe(html), clean, "{html}");
        }
    }
}
