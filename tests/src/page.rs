//! What came back: an answer with its page, and the forms on it as a browser would send them.

use std::collections::BTreeSet;

use reqwest::header::HeaderMap;
use scraper::{ElementRef, Html, Selector};

/// An answer, after redirects were followed.
#[derive(Clone, Debug)]
pub struct Page {
    pub status: u16,
    pub path: String,
    pub headers: HeaderMap,
    pub body: String,
}

/// A form, filled as it came. Names that the form does not have are refused, so a test notices a renamed field.
#[derive(Clone, Debug)]
pub struct Form {
    pub action: String,
    pub posts: bool,
    fields: Vec<(String, String)>,
    names: BTreeSet<String>,
    buttons: Vec<(String, String)>,
}

impl Page {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The words of the page without tags, spaces drawn together.
    pub fn words(&self) -> String {
        let document = Html::parse_document(&self.body);
        let body = document.select(&selector("body")).next();
        body.map(|element| text(&element)).unwrap_or_default()
    }

    pub fn says(&self, words: &str) -> bool {
        self.words().contains(words)
    }

    /// The words of every element that matches.
    pub fn all(&self, css: &str) -> Vec<String> {
        Html::parse_document(&self.body).select(&selector(css)).map(|element| text(&element)).collect()
    }

    pub fn has(&self, css: &str) -> bool {
        Html::parse_document(&self.body).select(&selector(css)).next().is_some()
    }

    pub fn title(&self) -> String {
        self.all("title").concat()
    }

    /// One attribute of every element that matches.
    pub fn attributes(&self, css: &str, name: &str) -> Vec<String> {
        let document = Html::parse_document(&self.body);
        document.select(&selector(css)).filter_map(|element| element.attr(name)).map(str::to_owned).collect()
    }

    /// Where the first link that matches leads.
    pub fn link(&self, css: &str) -> String {
        let links = self.attributes(css, "href");
        links.first().cloned().unwrap_or_else(|| panic!("no link {css} on {}:\n{}", self.path, self.words()))
    }

    pub fn form(&self, css: &str) -> Form {
        let document = Html::parse_document(&self.body);
        let form = document.select(&selector(css)).next();
        let form = form
            .unwrap_or_else(|| panic!("no form {css} on {} ({}):\n{}", self.path, self.status, self.words()));
        Form::read(&document, &form, &self.path)
    }
}

impl Form {
    fn read(document: &Html, element: &ElementRef, path: &str) -> Self {
        let mut form = Self {
            action: element.attr("action").filter(|action| !action.is_empty()).unwrap_or(path).to_owned(),
            posts: element.attr("method").is_some_and(|method| method.eq_ignore_ascii_case("post")),
            fields: Vec::new(),
            names: BTreeSet::new(),
            buttons: Vec::new(),
        };
        let controls = "input, select, textarea, button";
        element.select(&selector(controls)).for_each(|control| form.read_control(&control));
        if let Some(id) = element.attr("id") {
            let outside =
                controls.split(", ").map(|control| format!("{control}[form=\"{id}\"]")).collect::<Vec<_>>();
            document.select(&selector(&outside.join(", "))).for_each(|control| form.read_control(&control));
        }
        form
    }

    fn read_control(&mut self, control: &ElementRef) {
        let Some(name) = control.attr("name").filter(|_| control.attr("disabled").is_none()) else { return };
        let value = control.attr("value").unwrap_or_default().to_owned();
        let tag = control.value().name();
        let kind = control.attr("type").unwrap_or_default();
        if tag == "button" || kind == "submit" {
            self.buttons.push((name.to_owned(), value));
            return;
        }
        self.names.insert(name.to_owned());
        match (tag, kind) {
            ("input", "checkbox" | "radio") if control.attr("checked").is_none() => {}
            ("input", "checkbox") if control.attr("value").is_none() => self.push(name, "on".to_owned()),
            ("input", _) => self.push(name, value),
            ("textarea", _) => {
                self.push(name, control.text().collect::<String>().trim_start_matches('\n').to_owned())
            }
            _ => {
                if let Some(chosen) = chosen_option(control) {
                    self.push(name, chosen);
                }
            }
        }
    }

    fn push(&mut self, name: &str, value: String) {
        self.fields.push((name.to_owned(), value));
    }

    /// Writes a value in the place of whatever stood there.
    pub fn fill(mut self, name: &str, value: &str) -> Self {
        assert!(self.names.contains(name), "the form has no {name}, only {:?}", self.names);
        self.fields.retain(|(field, _)| field != name);
        self.push(name, value.to_owned());
        self
    }

    /// Ticks one more box of this name.
    pub fn tick(mut self, name: &str, value: &str) -> Self {
        assert!(self.names.contains(name), "the form has no {name}, only {:?}", self.names);
        self.push(name, value.to_owned());
        self
    }

    /// Takes a field away, as somebody who tampers would.
    pub fn without(mut self, name: &str) -> Self {
        self.fields.retain(|(field, _)| field != name);
        self
    }

    /// Presses this button rather than the first one.
    pub fn press(mut self, name: &str, value: &str) -> Self {
        let button = (name.to_owned(), value.to_owned());
        assert!(self.buttons.contains(&button), "the form has no button {button:?}, only {:?}", self.buttons);
        self.fields.push(button);
        self
    }

    /// What a browser sends.
    pub fn fields(&self) -> &[(String, String)] {
        &self.fields
    }

    pub fn value(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}

fn chosen_option(select: &ElementRef) -> Option<String> {
    let options: Vec<ElementRef> = select.select(&selector("option")).collect();
    let chosen = options.iter().find(|option| option.attr("selected").is_some()).or(options.first())?;
    Some(chosen.attr("value").map(str::to_owned).unwrap_or_else(|| text(chosen)))
}

fn text(element: &ElementRef) -> String {
    let words = element.descendants().filter(|node| {
        let hidden = |name: &str| ["script", "style", "template"].contains(&name);
        !node
            .parent()
            .and_then(|parent| parent.value().as_element().map(|tag| hidden(tag.name())))
            .unwrap_or(false)
    });
    let words: Vec<&str> = words.filter_map(|node| node.value().as_text().map(|text| &**text)).collect();
    // Fluent marks the direction of what it puts into a sentence; a reader does not see that.
    let words = words.join(" ").replace(['\u{2068}', '\u{2069}'], "");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap_or_else(|error| panic!("{css} is no selector: {error}"))
}
