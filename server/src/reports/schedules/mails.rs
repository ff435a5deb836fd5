//! The mail that a report is ready.

use serde::Serialize;

use crate::platform::mail::MailPage;

/// A link and no figures: a mailbox asks nobody whether they may still see them.
#[derive(Serialize)]
pub struct ReportMail {
    pub about: String,
    pub url: String,
    /// Text key.
    pub often: String,
}

impl MailPage for ReportMail {
    const TEMPLATE: &'static str = "mail/report";

    fn examples() -> Vec<Self> {
        let mail = |often: &str| Self {
            about: "Viet Nam".to_owned(),
            url: "https://academy.example/reports?by=course&place=VN".to_owned(),
            often: often.to_owned(),
        };
        vec![mail("report-often-week"), mail("report-often-month")]
    }
}
