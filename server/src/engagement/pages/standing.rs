//! Forms about where a factory stands: serious issues, status, delivery, package.

use actix_web::{HttpResponse, web};

use super::{
    factory_link, factory_path, settled,
    shown::{Field, FormOf, FormPage, choices, said},
};
use crate::{
    engagement::{
        access::ChangeEngagement,
        cycles::store as cycles,
        model::{Risk, SeriousKind, delivery::Readiness, package::Package},
        rules::store as rules,
        standing::{
            access::{CloseIssue, RevokePerformer},
            commands, grants, packages,
        },
    },
    organisations::store::organisations::Organisation,
    platform::{Action, Db, Form, Outcome, Permit, Redirect, Screen, UnitOfWork, pages::Choice},
};

fn form_of(factory: &Organisation, title: &'static str, action: String, fields: Vec<Field>) -> FormOf {
    FormOf { title, above: factory_link(factory), lead: Vec::new(), action, done: title, seen: None, fields }
}

fn under(factory: &Organisation, part: &str) -> String {
    format!("/factories/{}/{part}", factory.id)
}

fn issue_form(screen: &Screen, permit: &Permit<ChangeEngagement>) -> FormOf {
    let kinds: Vec<&str> = SeriousKind::ALL.iter().map(|kind| kind.word()).collect();
    let fields = vec![
        Field::select("kind", choices(screen, "serious-issue-", &kinds)),
        Field::day("found_on", None),
        Field::area("note"),
    ];
    form_of(permit, "serious-issue-open-action", under(permit, "serious-issues"), fields)
}

pub async fn issue_new(screen: Screen, permit: Permit<ChangeEngagement>) -> Outcome<HttpResponse> {
    screen.show(&FormPage::blank(&screen, issue_form(&screen, &permit)))
}

pub async fn open_issue(
    screen: Screen,
    permit: Permit<ChangeEngagement>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let done = async {
        let found_on = form.day("found_on")?;
        let typed = (SeriousKind::from_word(form.text("kind")), found_on, form.text("note"));
        let mut once = db.begin_once(&form.key).await?;
        commands::open_issue(&mut once, &permit, typed).await?;
        once.redirect(Redirect::to(factory_path(&permit)).saying("notice-serious-issue-opened")).await
    };
    settled(&screen, done.await, &form, || issue_form(&screen, &permit))
}

/// What ends for a factory, with a reason: one form and one handler for all of it.
pub trait Ending: Action + 'static {
    /// Text keys of the form, and of what is said once it is done.
    const TITLE: &'static str;
    const SAID: &'static str;

    fn factory(subject: &Self::Subject) -> &Organisation;
    /// Where the form goes.
    fn path(subject: &Self::Subject) -> String;
    async fn end(work: &mut UnitOfWork, permit: &Permit<Self>, reason: &str) -> Outcome<()>
    where
        Self: Sized;
}

impl Ending for CloseIssue {
    const TITLE: &'static str = "serious-issue-close-action";
    const SAID: &'static str = "notice-serious-issue-closed";

    fn factory(there: &Self::Subject) -> &Organisation {
        &there.factory
    }

    fn path(there: &Self::Subject) -> String {
        format!("/serious-issues/{}/closing", there.subject.id)
    }

    async fn end(work: &mut UnitOfWork, permit: &Permit<Self>, reason: &str) -> Outcome<()> {
        commands::close_issue(work, permit, reason).await
    }
}

impl Ending for RevokePerformer {
    const TITLE: &'static str = "high-performer-revoke-action";
    const SAID: &'static str = "notice-high-performer-revoked";

    fn factory(there: &Self::Subject) -> &Organisation {
        &there.factory
    }

    fn path(there: &Self::Subject) -> String {
        format!("/high-performers/{}/revocation", there.subject.id)
    }

    async fn end(work: &mut UnitOfWork, permit: &Permit<Self>, reason: &str) -> Outcome<()> {
        grants::revoke_status(work, permit, reason).await
    }
}

fn end_form<A: Ending>(subject: &A::Subject) -> FormOf {
    form_of(A::factory(subject), A::TITLE, A::path(subject), vec![Field::area("reason")])
}

pub async fn end_new<A: Ending>(screen: Screen, permit: Permit<A>) -> Outcome<HttpResponse> {
    screen.show(&FormPage::blank(&screen, end_form::<A>(&permit.subject)))
}

pub async fn end<A: Ending>(
    screen: Screen,
    permit: Permit<A>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let done = async {
        let mut once = db.begin_once(&form.key).await?;
        A::end(&mut once, &permit, form.text("reason")).await?;
        let to = Redirect::to(factory_path(A::factory(&permit.subject)));
        once.redirect(to.saying(A::SAID)).await
    };
    settled(&screen, done.await, &form, || end_form::<A>(&permit.subject))
}

fn check_form(screen: &Screen, permit: &Permit<ChangeEngagement>, db: &Db) -> FormOf {
    let today = permit.day_at(db.clock().now());
    let risks: Vec<&str> = Risk::ALL.iter().map(|risk| risk.word()).collect();
    let tick = |key: &str| vec![Choice { value: "yes".to_owned(), text: screen.text(key), selected: false }];
    let fields = vec![
        Field::day("checked_on", Some(today)),
        Field::select("risk", choices(screen, "risk-", &risks)),
        Field::ticks("performs", tick("blended-performance-met")),
        Field::ticks("technology", tick("blended-technology-met")),
        Field::amount("ambassadors").with("0"),
        Field::area("note"),
    ];
    form_of(permit, "delivery-check-action", under(permit, "delivery-checks"), fields)
}

pub async fn check_new(
    screen: Screen,
    permit: Permit<ChangeEngagement>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    screen.show(&FormPage::blank(&screen, check_form(&screen, &permit, &db)))
}

pub async fn check(
    screen: Screen,
    permit: Permit<ChangeEngagement>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let done = async {
        let checked = commands::readiness_of(
            form.day("checked_on")?,
            Risk::from_word(form.text("risk")),
            form.text("ambassadors").parse().ok(),
        )?;
        let performs = form.text("performs") == "yes";
        let technology = form.text("technology") == "yes";
        let checked = Readiness { performs, technology, ..checked };
        let mut once = db.begin_once(&form.key).await?;
        commands::check_delivery(&mut once, &permit, &checked, form.text("note")).await?;
        once.redirect(Redirect::to(factory_path(&permit)).saying("notice-delivery-checked")).await
    };
    settled(&screen, done.await, &form, || check_form(&screen, &permit, &db))
}

/// What is proposed, and why, stands above the form; the proposal is chosen already.
async fn package_form(screen: &Screen, permit: &Permit<ChangeEngagement>, db: &Db) -> Outcome<FormOf> {
    let country = permit.country.as_deref();
    let today = permit.day_at(db.clock().now());
    let words: Vec<&str> = Package::ALL.iter().map(|package| package.word()).collect();
    let mut packages = choices(screen, "package-", &words);
    let mut lead = Vec::new();
    match cycles::current_cycle(db.read(), permit.id).await? {
        None => lead.push(screen.text("package-no-cycle")),
        Some(cycle) => {
            let rules = rules::in_force(db.read(), country, today).await?;
            let proposal = packages::proposal(db.read(), &cycle, &rules).await?;
            let name = screen.text(&format!("package-{}", proposal.package.word()));
            lead.push(screen.text_with("package-proposed", &[("package", name.into())]));
            lead.extend(proposal.reasons.iter().map(|reason| said(screen, reason)));
            for choice in &mut packages {
                choice.selected = choice.value == proposal.package.word();
            }
        }
    }
    let fields = vec![
        Field::select("package", packages),
        Field::area("reason").optional().helped("package-reason-help"),
    ];
    Ok(FormOf { lead, ..form_of(permit, "package-confirm-action", under(permit, "package"), fields) })
}

pub async fn package_new(
    screen: Screen,
    permit: Permit<ChangeEngagement>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    screen.show(&FormPage::blank(&screen, package_form(&screen, &permit, &db).await?))
}

pub async fn confirm_package(
    screen: Screen,
    permit: Permit<ChangeEngagement>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let again = package_form(&screen, &permit, &db).await?;
    let done = async {
        let chosen = Package::from_word(form.text("package"));
        let mut once = db.begin_once(&form.key).await?;
        commands::confirm_package(&mut once, &permit, chosen, form.text("reason")).await?;
        once.redirect(Redirect::to(factory_path(&permit)).saying("notice-package-confirmed")).await
    };
    settled(&screen, done.await, &form, || again)
}
