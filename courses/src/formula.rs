use std::collections::BTreeMap;
use std::iter::Peekable;
use std::vec::IntoIter;

/// A formula of an exercise, read once. Grammar: `+ - * / ^ ( )`, numbers, names, and the functions of
/// [`Function`]. `^` binds tighter than a sign before it and goes from right to left: `-2^2` is -4.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Formula(Term);

#[derive(Clone, Debug, PartialEq)]
enum Term {
    Number(f64),
    Name(String),
    Negative(Box<Term>),
    Operation(Operator, Box<Term>, Box<Term>),
    Call(Function, Vec<Term>),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Operator {
    Plus,
    Minus,
    Times,
    Over,
    Power,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Function {
    Min,
    Max,
    Floor,
    Ceil,
    Round,
}

/// What stands where it cannot stand; empty if the formula ends too early.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unreadable(pub String);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NotComputable {
    Unknown(String),
    NotFinite,
}

/// Brackets and signs inside one another; far more than an author writes, far less than the stack holds.
const DEEPEST: usize = 50;
const LONGEST: usize = 1_000;

impl Formula {
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        if text.len() > LONGEST {
            return Err(Unreadable(text.chars().take(40).collect()));
        }
        let mut parser = Parser { tokens: tokens(text)?.into_iter().peekable(), depth: 0 };
        let term = parser.term(0)?;
        match parser.tokens.next() {
            None => Ok(Self(term)),
            Some(token) => Err(token.unreadable()),
        }
    }

    /// The names in it, in order of appearance, possibly several times.
    pub fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        collect_names(&self.0, &mut names);
        names
    }

    pub fn value(&self, known: &BTreeMap<String, f64>) -> Result<f64, NotComputable> {
        self.0.value(known)
    }
}

fn collect_names<'a>(term: &'a Term, names: &mut Vec<&'a str>) {
    match term {
        Term::Number(_) => {}
        Term::Name(name) => names.push(name),
        Term::Negative(inner) => collect_names(inner, names),
        Term::Operation(_, left, right) => {
            collect_names(left, names);
            collect_names(right, names);
        }
        Term::Call(_, arguments) => arguments.iter().for_each(|argument| collect_names(argument, names)),
    }
}

impl Term {
    fn value(&self, known: &BTreeMap<String, f64>) -> Result<f64, NotComputable> {
        let value = match self {
            Self::Number(number) => *number,
            Self::Name(name) => *known.get(name).ok_or_else(|| NotComputable::Unknown(name.clone()))?,
            Self::Negative(inner) => -inner.value(known)?,
            Self::Operation(operator, left, right) => operator.apply(left.value(known)?, right.value(known)?),
            Self::Call(function, arguments) => {
                let values = arguments.iter().map(|argument| argument.value(known));
                function.apply(&values.collect::<Result<Vec<_>, _>>()?)
            }
        };
        if value.is_finite() { Ok(value) } else { Err(NotComputable::NotFinite) }
    }
}

impl Operator {
    fn from(sign: char) -> Option<Self> {
        Some(match sign {
            '+' => Self::Plus,
            '-' | '\u{2212}' => Self::Minus,
            '*' | '×' => Self::Times,
            '/' | '÷' => Self::Over,
            '^' => Self::Power,
            _ => return None,
        })
    }

    /// How tightly it holds what stands left and right of it.
    fn binding(self) -> (u8, u8) {
        match self {
            Self::Plus | Self::Minus => (1, 2),
            Self::Times | Self::Over => (3, 4),
            Self::Power => (8, 7),
        }
    }

    fn apply(self, left: f64, right: f64) -> f64 {
        match self {
            Self::Plus => left + right,
            Self::Minus => left - right,
            Self::Times => left * right,
            Self::Over => left / right,
            Self::Power => left.powf(right),
        }
    }
}

/// Between times and power.
const SIGN_BINDING: u8 = 5;

impl Function {
    fn from(name: &str) -> Option<Self> {
        Some(match name {
            "min" => Self::Min,
            "max" => Self::Max,
            "floor" => Self::Floor,
            "ceil" => Self::Ceil,
            "round" => Self::Round,
            _ => return None,
        })
    }

    fn takes(self) -> usize {
        match self {
            Self::Min | Self::Max => 2,
            Self::Floor | Self::Ceil | Self::Round => 1,
        }
    }

    fn apply(self, values: &[f64]) -> f64 {
        match (self, values) {
            (Self::Min, [first, second]) => first.min(*second),
            (Self::Max, [first, second]) => first.max(*second),
            (Self::Floor, [only]) => only.floor(),
            (Self::Ceil, [only]) => only.ceil(),
            (Self::Round, [only]) => only.round(),
            _ => f64::NAN,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number(f64),
    Name(String),
    Operator(Operator, char),
    Open,
    Close,
    Comma,
}

impl Token {
    fn unreadable(&self) -> Unreadable {
        Unreadable(match self {
            Self::Number(number) => number.to_string(),
            Self::Name(name) => name.clone(),
            Self::Operator(_, sign) => sign.to_string(),
            Self::Open => "(".to_owned(),
            Self::Close => ")".to_owned(),
            Self::Comma => ",".to_owned(),
        })
    }
}

fn tokens(text: &str) -> Result<Vec<Token>, Unreadable> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let word_end = rest.find(|letter: char| !is_word_letter(letter)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(word_end);
        if word.is_empty() {
            tokens.push(match first {
                '(' => Token::Open,
                ')' => Token::Close,
                ',' => Token::Comma,
                sign => {
                    Token::Operator(Operator::from(sign).ok_or_else(|| Unreadable(sign.to_string()))?, sign)
                }
            });
            rest = rest.get(first.len_utf8()..).unwrap_or("");
        } else {
            tokens.push(word_token(word)?);
            rest = after;
        }
        rest = rest.trim_start();
    }
    Ok(tokens)
}

fn is_word_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_')
}

fn word_token(word: &str) -> Result<Token, Unreadable> {
    if word.starts_with(|letter: char| letter.is_ascii_digit() || letter == '.') {
        let plain = word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let number = word.parse().ok().filter(|_| plain);
        return number.map(Token::Number).ok_or_else(|| Unreadable(word.to_owned()));
    }
    if word.contains('.') { Err(Unreadable(word.to_owned())) } else { Ok(Token::Name(word.to_owned())) }
}

/// A Pratt parser: each operator says how tightly it binds.
struct Parser {
    tokens: Peekable<IntoIter<Token>>,
    depth: usize,
}

impl Parser {
    fn term(&mut self, least: u8) -> Result<Term, Unreadable> {
        if self.depth >= DEEPEST {
            return Err(Unreadable("(".to_owned()));
        }
        self.depth += 1;
        let mut left = self.operand()?;
        while let Some(Token::Operator(operator, _)) = self.tokens.peek() {
            let operator = *operator;
            let (holds_left, holds_right) = operator.binding();
            if holds_left < least {
                break;
            }
            self.tokens.next();
            let right = self.term(holds_right)?;
            left = Term::Operation(operator, Box::new(left), Box::new(right));
        }
        self.depth -= 1;
        Ok(left)
    }

    fn operand(&mut self) -> Result<Term, Unreadable> {
        match self.tokens.next() {
            Some(Token::Number(number)) => Ok(Term::Number(number)),
            Some(Token::Name(name)) if self.tokens.peek() == Some(&Token::Open) => self.call(&name),
            Some(Token::Name(name)) => Ok(Term::Name(name)),
            Some(Token::Operator(Operator::Minus, _)) => {
                Ok(Term::Negative(Box::new(self.term(SIGN_BINDING)?)))
            }
            Some(Token::Open) => {
                let inner = self.term(0)?;
                self.expect(&Token::Close)?;
                Ok(inner)
            }
            Some(token) => Err(token.unreadable()),
            None => Err(Unreadable(String::new())),
        }
    }

    fn call(&mut self, name: &str) -> Result<Term, Unreadable> {
        let function = Function::from(name).ok_or_else(|| Unreadable(name.to_owned()))?;
        self.expect(&Token::Open)?;
        let mut arguments = vec![self.term(0)?];
        while arguments.len() < function.takes() {
            self.expect(&Token::Comma)?;
            arguments.push(self.term(0)?);
        }
        self.expect(&Token::Close)?;
        Ok(Term::Call(function, arguments))
    }

    fn expect(&mut self, wanted: &Token) -> Result<(), Unreadable> {
        match self.tokens.next() {
            Some(token) if token == *wanted => Ok(()),
            Some(token) => Err(token.unreadable()),
            None => Err(Unreadable(String::new())),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn value(text: &str) -> f64 {
        let known = BTreeMap::from([("wage".to_owned(), 8_400_000.0), ("days".to_owned(), 26.0)]);
        Formula::parse(text).unwrap().value(&known).unwrap()
    }

    #[test]
    fn formulas_follow_the_rules_of_arithmetic() {
        let cases = [
            ("1 + 2 * 3", 7.0),
            ("(1 + 2) * 3", 9.0),
            ("8 - 3 - 2", 3.0),
            ("24 / 4 / 2", 3.0),
            ("2 ^ 3 ^ 2", 512.0),
            ("-2 ^ 2", -4.0),
            ("2 ^ -1", 0.5),
            ("-2 * 3", -6.0),
            ("4 - -1", 5.0),
            ("2 × 3 ÷ 4", 1.5),
            ("wage / (days * 8 * 60)", 8_400_000.0 / 12_480.0),
            ("min(3, max(1, 2))", 2.0),
            ("floor(1.5) + ceil(1.5) + round(1.5)", 5.0),
            ("round(-2.5)", -3.0),
        ];
        for (text, expected) in cases {
            assert!((value(text) - expected).abs() < 1e-9, "{text} gives {}", value(text));
        }
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let cases = [
            ("", ""),
            ("1 +", ""),
            ("(1", ""),
            ("1)", ")"),
            ("1 2", "2"),
            ("a $ b", "$"),
            ("sin(1)", "sin"),
            ("min(1)", ")"),
            ("floor(1, 2)", ","),
            ("1.2.3", "1.2.3"),
            ("2e5", "2e5"),
            ("a.b", "a.b"),
        ];
        for (text, blamed) in cases {
            assert_eq!(Formula::parse(text), Err(Unreadable(blamed.to_owned())), "{text}");
        }
    }

    #[test]
    fn deep_nesting_is_refused_instead_of_exhausting_the_stack() {
        assert!(Formula::parse(&"(".repeat(900)).is_err());
        assert!(Formula::parse(&"-".repeat(900)).is_err());
        assert!(Formula::parse(&format!("{}1", "2^".repeat(400))).is_err());
    }

    #[test]
    fn division_by_zero_and_unknown_names_are_errors() {
        let known = BTreeMap::from([("zero".to_owned(), 0.0)]);
        let result = |text: &str| Formula::parse(text).unwrap().value(&known);
        assert_eq!(result("1 / zero"), Err(NotComputable::NotFinite));
        assert_eq!(result("zero / zero"), Err(NotComputable::NotFinite));
        assert_eq!(result("1 / (1 / zero)"), Err(NotComputable::NotFinite));
        assert_eq!(result("nothing + 1"), Err(NotComputable::Unknown("nothing".to_owned())));
        assert_eq!(Formula::parse("a + min(b, a)").unwrap().names(), ["a", "b", "a"]);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[-+*/^(), .0-9a-c]{0,60}|\\PC{0,60}") {
            let known = BTreeMap::from([("a".to_owned(), 1.0), ("b".to_owned(), 0.0)]);
            if let Ok(formula) = Formula::parse(&text) {
                prop_assert!(formula.value(&known).is_ok_and(f64::is_finite) || formula.value(&known).is_err());
            }
        }

        #[test]
        fn sums_and_products_agree_with_arithmetic(a in -1e6..1e6f64, b in -1e6..1e6f64, c in 1.0..1e6f64) {
            let known = BTreeMap::from([("a".into(), a), ("b".into(), b), ("c".into(), c)]);
            let value = Formula::parse("a + b * a / c - (b - a)").unwrap().value(&known).unwrap();
            prop_assert_eq!(value, a + b * a / c - (b - a));
        }
    }
}
