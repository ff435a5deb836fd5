//! Which addresses can be opened, so that whoever is sent back arrives somewhere.

use std::sync::{Arc, OnceLock};

use actix_web::{dev::ResourceDef, http::Method};

use super::{Access, Routes};

/// Every route, and the patterns of their paths once somebody is sent back.
pub struct Pages {
    routes: Arc<Routes>,
    patterns: OnceLock<Patterns>,
}

/// The paths of pages, and those of forms that only take.
struct Patterns {
    open: Vec<ResourceDef>,
    take: Vec<ResourceDef>,
}

impl Pages {
    pub fn of(routes: Arc<Routes>) -> Self {
        Self { routes, patterns: OnceLock::new() }
    }

    /// The page at `path`, or the nearest one above it where only a form is sent to; a path that is unknown stays.
    pub fn nearest<'p>(&self, path: &'p str) -> &'p str {
        let Patterns { open, take } = self.patterns.get_or_init(|| Patterns::of(&self.routes));
        let bare = path.split('?').next().unwrap_or(path);
        let is = |of: &[ResourceDef], path: &str| of.iter().any(|pattern| pattern.is_match(path));
        if is(open, bare) || !is(take, bare) {
            return path;
        }
        let mut above = bare;
        while let Some((parent, _)) = above.rsplit_once('/').filter(|(parent, _)| !parent.is_empty()) {
            if is(open, parent) {
                return parent;
            }
            above = parent;
        }
        "/"
    }
}

impl Patterns {
    fn of(routes: &Routes) -> Self {
        let patterns = |opens: bool| {
            let lines = routes.0.iter().filter(|line| line.access != Access::Token);
            let lines = lines.filter(|line| (line.method == Method::GET) == opens);
            lines.map(|line| ResourceDef::new(line.path)).collect()
        };
        Self { open: patterns(true), take: patterns(false) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_only_takes_leads_to_the_page_above_it() {
        let pages = Pages::of(Arc::new(crate::app::routes()));
        for (path, page) in [
            ("/learning", "/learning"),
            ("/courses?q=a", "/courses?q=a"),
            ("/organisations/1/invitations?x=1", "/organisations/1"),
            ("/enrolments/1/steps/start/completion", "/enrolments/1/steps/start"),
            ("/sign-out", "/"),
            ("/no-such-page", "/no-such-page"),
        ] {
            assert_eq!(pages.nearest(path), page);
        }
    }
}
