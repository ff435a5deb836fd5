//! Words for what is stored by a name of its own.

use crate::platform::Screen;

/// The text of a key, where there is one.
pub fn known(screen: &Screen, key: &str) -> Option<String> {
    screen.engine().texts().has(screen.language, key).then(|| screen.text(key))
}

/// The text `<beginning><name>`; a name that this version does not know shows itself.
pub fn told(screen: &Screen, beginning: &str, name: &str) -> String {
    known(screen, &format!("{beginning}{}", name.replace('.', "-"))).unwrap_or_else(|| name.to_owned())
}
