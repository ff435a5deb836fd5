//! The list of mails.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{access::SendAgain, commands};
use crate::{
    administration::{access::SeeAdministration, filter::Filter, words::told},
    platform::{
        Action, Db, Form, Outcome, Page, Permit, Redirect, Screen,
        mail::looking::{self, Seen, Standing, Wanted},
        pages::{ListQuery, Pager, SortHead},
    },
};

#[derive(Serialize)]
pub struct MailsPage {
    filters: Vec<Filter>,
    state: String,
    search: String,
    mails: Vec<MailLine>,
    by_address: SortHead,
    by_making: SortHead,
    pager: Pager,
}

#[derive(Clone, Serialize)]
struct MailLine {
    name: String,
    address: String,
    kind: String,
    standing: String,
    mark: &'static str,
    made_at: DateTime<Utc>,
    sent_at: Option<DateTime<Utc>>,
    mistake: String,
    /// Empty where it cannot be sent again.
    sending: String,
}

impl Page for MailsPage {
    const TEMPLATE: &'static str = "administration/mails";

    fn examples() -> Vec<Self> {
        let line = |sent_at, mistake: &str, sending: &str| MailLine {
            name: "Nguyễn Thị Lan".to_owned(),
            address: "lan@brand.example".to_owned(),
            kind: "…".to_owned(),
            standing: "…".to_owned(),
            mark: "done",
            made_at: DateTime::default(),
            sent_at,
            mistake: mistake.to_owned(),
            sending: sending.to_owned(),
        };
        let page = |search: &str, mails| Self {
            filters: Filter::example(),
            state: search.to_owned(),
            search: search.to_owned(),
            mails,
            by_address: SortHead::example(),
            by_making: SortHead::example(),
            pager: Pager::example(),
        };
        let failed = line(None, "…", "/administration/mails/1/sending");
        vec![
            page("", vec![line(Some(DateTime::default()), "", ""), failed]),
            page("none", Vec::new()),
            page("", Vec::new()),
        ]
    }
}

pub async fn list(
    screen: Screen,
    permit: Permit<SeeAdministration>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let (sort, descending) = query.sort("-made");
    let standing = Standing::from_word(query.text("state"));
    let search = query.text("search");
    let failures = looking::failures(db.read()).await?;
    let wanted = Wanted { standing, search, sort, descending, page: query.page() };
    let (mails, total) = looking::list(db.read(), &failures, &wanted).await?;
    let counted = looking::standings(db.read(), &failures).await?;
    let words = counted.iter().map(|(standing, count)| (standing.word(), Some(*count)));
    let may_send = permit.actor.extent(SendAgain::NAME).everywhere;
    screen.show(&MailsPage {
        filters: Filter::all(&screen, &query, "mail-standing-", words),
        state: query.text("state").to_owned(),
        search: search.to_owned(),
        mails: mails.iter().map(|mail| line(&screen, mail, may_send)).collect(),
        by_address: query.head("address", "-made"),
        by_making: query.head("made", "-made"),
        pager: query.pager(&screen, "mails-shown", total),
    })
}

fn line(screen: &Screen, mail: &Seen, may_send: bool) -> MailLine {
    let mistake = mail.mistake.map(|mistake| screen.text(&format!("job-mistake-{}", mistake.word())));
    let sending = (may_send && mail.standing == Standing::Failed)
        .then(|| format!("/administration/mails/{}/sending", mail.id));
    MailLine {
        name: mail.name.clone(),
        address: mail.address.clone(),
        kind: told(screen, "mail-kind-", mail.template.trim_start_matches("mail/")),
        standing: screen.text(&format!("mail-standing-{}", mail.standing.word())),
        mark: match mail.standing {
            Standing::Waiting => "due",
            Standing::Failed => "overdue",
            Standing::Sent => "done",
        },
        made_at: mail.made_at,
        sent_at: mail.sent_at,
        mistake: mistake.unwrap_or_default(),
        sending: sending.unwrap_or_default(),
    }
}

pub async fn send_again(permit: Permit<SendAgain>, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::send_again(&mut once, &permit).await?;
    once.redirect(Redirect::to("/administration/mails?state=waiting").saying("notice-mail-again")).await
}
