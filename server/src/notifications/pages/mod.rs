//! The notice centre, the choices below the profile, the page behind a mail's link, and the calendar feed.

pub mod calendar;
pub mod centre;
pub mod choices;
pub mod stop;
