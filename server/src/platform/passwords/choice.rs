//! Which passwords may be chosen (OWASP ASVS 5.0, 6.2): long enough, none that everybody tries first, none that is the
//! person's own name. No rules about kinds of letters.

use std::{collections::HashSet, sync::LazyLock};

use crate::platform::folding::fold;

pub const SHORTEST: usize = 10;
pub const LONGEST: usize = 200;
/// Parts of a name shorter than this stand in too many good passwords.
const SHORTEST_NAME: usize = 4;

const COMMON: &str = include_str!("../../../../assets/passwords/common-passwords.txt");

static WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    COMMON.lines().filter(|line| !line.starts_with('#')).map(letters).filter(|word| word.len() > 1).collect()
});

/// Checks a new password; `about` is the person's name and address.
///
/// # Errors
/// The text key of what is wrong.
pub fn check(password: &str, about: &[&str]) -> Result<(), &'static str> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Err("password-too-short");
    }
    if length > LONGEST {
        return Err("password-too-long");
    }
    if is_common(password) {
        return Err("password-too-common");
    }
    if names_somebody(password, about) {
        return Err("password-names-you");
    }
    Ok(())
}

/// A password from the list in any dress: capitals, tone marks, digits for letters, digits and signs around it, two of
/// them in a row; or one that is only digits, one repeated piece, or a run on the keyboard.
fn is_common(password: &str) -> bool {
    let folded = fold(password);
    let bare: String = folded.chars().filter(|letter| letter.is_alphanumeric()).collect();
    if bare.chars().all(|letter| letter.is_ascii_digit()) && bare.len() <= 14 {
        return true;
    }
    if is_repeated(&folded) || is_run(&bare) {
        return true;
    }
    let core = folded.trim_matches(|letter: char| !letter.is_alphabetic());
    [letters(core), letters(&folded)].iter().any(|word| is_listed(word))
}

fn is_listed(word: &str) -> bool {
    if WORDS.contains(word) {
        return true;
    }
    let splits = word.char_indices().map(|(at, _)| word.split_at(at));
    splits.into_iter().any(|(first, second)| WORDS.contains(first) && WORDS.contains(second))
}

/// `abcabcabc`, `aaaaaaaaaa`: a piece of at most five, over and over.
fn is_repeated(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    (1..=5).any(|length| {
        letters.len() >= 2 * length
            && letters.iter().zip(letters.iter().skip(length)).all(|(one, later)| one == later)
    })
}

/// `abcdefghij`, `qwertyuiop`, also backwards, and several such runs of four in a row.
fn is_run(text: &str) -> bool {
    const ROWS: [&str; 6] = [
        "abcdefghijklmnopqrstuvwxyz",
        "01234567890",
        "qwertyuiop",
        "asdfghjkl",
        "zxcvbnm",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    ];
    let backwards = ROWS.map(|row| row.chars().rev().collect::<String>());
    let in_a_row = |piece: &str| {
        ROWS.iter().any(|row| row.contains(piece)) || backwards.iter().any(|row| row.contains(piece))
    };
    let letters: Vec<char> = text.chars().collect();
    !letters.is_empty() && letters.chunks(4).all(|chunk| in_a_row(&chunk.iter().collect::<String>()))
}

fn names_somebody(password: &str, about: &[&str]) -> bool {
    let password = letters(&fold(password));
    about
        .iter()
        .flat_map(|text| text.split(['@', '.', ' ', '-', '_', '+']).chain([*text]))
        .map(|part| letters(&fold(part)))
        .filter(|part| part.chars().count() >= SHORTEST_NAME && !is_host_ending(part))
        .any(|part| password.contains(&part))
}

/// Parts of addresses that say nothing about a person.
fn is_host_ending(part: &str) -> bool {
    ["gmail", "mail", "email", "yahoo", "outlook", "hotmail", "info", "example"].contains(&part)
}

/// The letters alone, with those that digits and signs stand for.
fn letters(text: &str) -> String {
    let letter = |letter: char| match letter {
        '0' => Some('o'),
        '1' | '!' => Some('i'),
        '3' => Some('e'),
        '4' | '@' => Some('a'),
        '5' | '$' => Some('s'),
        '7' => Some('t'),
        other => other.is_alphabetic().then_some(other),
    };
    text.chars().filter_map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_passwords_are_taken() {
        for password in [
            "năm con trâu gặm cỏ",
            "correct horse battery staple",
            "xkP9-vvwq-81Lm",
            "quạt máy chạy suốt đêm",
            "giày dép để ngoài hiên",
        ] {
            assert_eq!(check(password, &["Nguyễn Thị Lan", "lan@factory.example"]), Ok(()), "{password}");
        }
    }

    #[test]
    fn what_everybody_tries_first_is_refused() {
        for password in [
            "password123",
            "P@ssw0rd2026!",
            "matkhau123",
            "Mật khẩu 123",
            "anhyeuem123",
            "Anh yêu em nhiều",
            "vietnam2026",
            "Iloveyou!!!",
            "qwertyuiop",
            "1qaz2wsx3edc",
            "1234567890",
            "0912345678",
            "22/11/2026",
            "aaaaaaaaaaaa",
            "abcabcabcabc",
            "betterwork1",
            "BetterWorkAcademy2026",
            "adminadmin1",
        ] {
            assert_eq!(check(password, &[]), Err("password-too-common"), "{password}");
        }
    }

    #[test]
    fn length_has_two_ends() {
        assert_eq!(check("tám chữ cá", &[]), Ok(()));
        assert_eq!(check("chín chữ.", &[]), Err("password-too-short"));
        assert_eq!(check(&"tre xanh ".repeat(30), &[]), Err("password-too-long"));
    }

    #[test]
    fn a_name_is_no_password() {
        let about = ["Nguyễn Thị Phương", "phuong.nguyen@dongnai-garment.example"];
        for password in ["Phuong-và-con-mèo", "nguyen#9931#x", "dongnai 8 rưỡi", "c0n m3o phu0ng"] {
            assert_eq!(check(password, &about), Err("password-names-you"), "{password}");
        }
        assert_eq!(check("thịt kho trứng cút", &about), Ok(()));
    }
}
