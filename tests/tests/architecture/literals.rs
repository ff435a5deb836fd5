//! Reads Rust source just well enough for the rules: code without comments and strings, and the strings by themselves.

/// A string literal and the line on which it begins.
#[derive(Debug, PartialEq, Eq)]
pub struct Literal {
    pub line: usize,
    pub text: String,
}

/// Source taken apart: `code` keeps every line break, but comments are gone and strings are empty.
#[derive(Debug, Default)]
pub struct Parts {
    pub code: String,
    pub literals: Vec<Literal>,
}

/// Takes source apart. The rest after `#[cfg(test)]` is left out: a test may do what code may not.
pub fn without_tests(source: &str) -> Parts {
    take_apart(source.split("#[cfg(test)]\nmod ").next().unwrap_or(source))
}

pub fn take_apart(source: &str) -> Parts {
    let characters: Vec<char> = source.chars().collect();
    let mut reader = Reader { characters, at: 0, line: 1, parts: Parts::default() };
    while reader.at < reader.characters.len() {
        reader.step();
    }
    reader.parts
}

struct Reader {
    characters: Vec<char>,
    at: usize,
    line: usize,
    parts: Parts,
}

impl Reader {
    fn peek(&self, ahead: usize) -> char {
        self.characters.get(self.at + ahead).copied().unwrap_or('\0')
    }

    fn take(&mut self) -> char {
        let character = self.peek(0);
        self.at += 1;
        if character == '\n' {
            self.line += 1;
            self.parts.code.push('\n');
        }
        character
    }

    fn step(&mut self) {
        match (self.peek(0), self.peek(1)) {
            ('/', '/') => {
                while self.at < self.characters.len() && self.peek(0) != '\n' {
                    self.take();
                }
            }
            ('/', '*') => {
                while self.at < self.characters.len() && !(self.peek(0) == '*' && self.peek(1) == '/') {
                    self.take();
                }
                self.at += 2;
            }
            ('r', '"' | '#') if self.raw_hashes().is_some() => self.raw_string(),
            ('"', _) => self.string(),
            ('\'', _) if self.is_character() => self.character(),
            (character, _) => {
                if self.take() != '\n' {
                    self.parts.code.push(character);
                }
            }
        }
    }

    /// How many `#` stand between `r` and the quotation mark, if a raw string begins here.
    fn raw_hashes(&self) -> Option<usize> {
        let named = self.at > 0 && {
            let before = self.characters[self.at - 1];
            before.is_alphanumeric() && before != 'b' || before == '_'
        };
        let hashes = (1..).take_while(|ahead| self.peek(*ahead) == '#').count();
        (!named && self.peek(1 + hashes) == '"').then_some(hashes)
    }

    fn raw_string(&mut self) {
        let hashes = self.raw_hashes().unwrap_or(0);
        let line = self.line;
        self.at += hashes + 2;
        let mut text = String::new();
        while self.at < self.characters.len() {
            if self.peek(0) == '"' && (1..=hashes).all(|ahead| self.peek(ahead) == '#') {
                self.at += hashes + 1;
                break;
            }
            text.push(self.take());
        }
        self.finish(line, text);
    }

    fn string(&mut self) {
        let line = self.line;
        self.at += 1;
        let mut text = String::new();
        while self.at < self.characters.len() && self.peek(0) != '"' {
            if self.peek(0) == '\\' {
                self.at += 1;
                if self.peek(0) == '\n' {
                    while self.peek(0).is_whitespace() {
                        self.take();
                    }
                    continue;
                }
            }
            text.push(self.take());
        }
        self.at += 1;
        self.finish(line, text);
    }

    fn finish(&mut self, line: usize, text: String) {
        self.parts.code.push_str("\"\"");
        self.parts.literals.push(Literal { line, text });
    }

    /// Tells `'a'` and `'\n'` from a lifetime.
    fn is_character(&self) -> bool {
        self.peek(1) == '\\' || self.peek(2) == '\''
    }

    fn character(&mut self) {
        self.at += if self.peek(1) == '\\' { 3 } else { 2 };
        while self.at < self.characters.len() && self.peek(0) != '\'' {
            self.at += 1;
        }
        self.at += 1;
        self.parts.code.push_str("''");
    }
}

#[test]
fn strings_and_comments_are_told_apart() {
    let parts = take_apart(
        "let a = \"one\"; // \"not this\"\nlet b: &'static str = r#\"two \"x\"\"#; /* \"nor this\" */ let c = '\"';",
    );
    let texts: Vec<&str> = parts.literals.iter().map(|literal| literal.text.as_str()).collect();
    assert_eq!(texts, ["one", "two \"x\""]);
    assert_eq!(parts.literals[1].line, 2);
    assert!(!parts.code.contains("not this") && !parts.code.contains("nor this"));
}
