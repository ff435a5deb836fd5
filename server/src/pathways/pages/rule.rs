//! A row of the table of suggestions: added, changed, ended by its last day.

use std::collections::HashSet;

use actix_web::{HttpResponse, Responder, http::StatusCode, web};
use chrono::NaiveDate;

use super::{
    parts::title_of,
    rule_page::{ClusterTicks, SuggestionRowPage, Theirs, Tick},
    table::country_of,
};
use crate::{
    catalogue::{self, Listing},
    improvement::{self, Cluster, Point},
    organisations::countries,
    pathways::{
        access::{ChangeSuggestion, ChangeSuggestions, may_set_rows_of},
        model::{GoalKind, StepDelivery, StepKind},
        suggestions::{
            self,
            commands::{self, ROW_CHANGED_MEANWHILE},
            form::{FIELDS, Known, rule},
            is_of_course,
            model::Rule,
        },
    },
    platform::{
        Actor, Db, FieldErrors, Form, Outcome, Permit, Problem, Redirect, Screen,
        folding::fold,
        pages::{Choice, Refill},
    },
};

const PATH: &str = "/suggestions";

/// What the fields offer.
struct Offered {
    listings: Vec<Listing>,
    clusters: Vec<Cluster>,
    points: std::collections::HashMap<String, Point>,
}

async fn offered(db: &Db) -> Outcome<Offered> {
    let read = db.read();
    Ok(Offered {
        listings: catalogue::listings(read).await?,
        clusters: improvement::clusters(read).await?,
        points: improvement::points_by_code(read).await?,
    })
}

impl Offered {
    fn known(&self) -> Known<'_> {
        Known { listings: &self.listings, points: &self.points }
    }
}

pub async fn new(
    screen: Screen,
    permit: Permit<ChangeSuggestions>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let today = db.clock().now().date_naive().to_string();
    let own = |code: &&'static str| may_set_rows_of(&permit.actor, Some(*code));
    // Whoever sets rows of one country begins with it.
    let country = match may_set_rows_of(&permit.actor, None) {
        true => "",
        false => countries::all().find(own).unwrap_or_default(),
    };
    let value = |field| match field {
        "valid_from" => (field, today.as_str()),
        "country" => (field, country),
        field => (field, ""),
    };
    let shown = Shown { form: Refill::of(&FIELDS.map(value)), ..Shown::default() };
    screen.show(&page(&screen, &offered(&db).await?, &permit.actor, None, shown))
}

pub async fn add(
    screen: Screen,
    permit: Permit<ChangeSuggestions>,
    db: web::Data<Db>,
    form: Form,
) -> Outcome<HttpResponse> {
    let offered = offered(&db).await?;
    let added = async {
        let rule = rule(&form, None, &offered.known())?;
        let mut once = db.begin_once(&form.key).await?;
        commands::add(&mut once, &permit, &rule).await?;
        let page = Redirect::to(format!("{PATH}?search={}", rule.code));
        once.redirect(page.saying("notice-suggestion-row-saved")).await
    };
    match added.await {
        Ok(redirect) => Ok(redirect.respond_to(screen.request())),
        Err(problem) => {
            let shown = Shown::typed(&screen, &form, &problem.wrong_fields()?);
            screen.show_again(&page(&screen, &offered, &permit.actor, None, shown))
        }
    }
}

pub async fn show(
    screen: Screen,
    permit: Permit<ChangeSuggestion>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let rule = &permit.subject;
    let shown = Shown::of(rule);
    screen.show(&page(&screen, &offered(&db).await?, &permit.actor, Some(rule), shown))
}

pub async fn save(
    screen: Screen,
    permit: Permit<ChangeSuggestion>,
    db: web::Data<Db>,
    form: Form,
) -> Outcome<HttpResponse> {
    let offered = offered(&db).await?;
    let seen = form.text("seen").parse().map_err(|_| Problem::BadRequest("problem-unreadable"))?;
    let saved = async {
        let rule = rule(&form, Some(&permit.subject), &offered.known())?;
        let mut once = db.begin_once(&form.key).await?;
        commands::change(&mut once, &permit, &rule, seen).await?;
        let page = Redirect::to(format!("{PATH}?search={}", rule.code));
        once.redirect(page.saying("notice-suggestion-row-saved")).await
    };
    match saved.await {
        Ok(redirect) => Ok(redirect.respond_to(screen.request())),
        Err(Problem::Invalid(errors)) => {
            let shown = Shown::typed(&screen, &form, &errors);
            let mut shown = page(&screen, &offered, &permit.actor, Some(&permit.subject), shown);
            // What somebody else saved meanwhile must not be taken for what was seen.
            shown.seen = seen;
            screen.show_again(&shown)
        }
        Err(Problem::Conflict(ROW_CHANGED_MEANWHILE)) => {
            let now = suggestions::row(db.read(), &permit.code).await?;
            let typed = Shown::typed(&screen, &form, &FieldErrors::default());
            let theirs = typed.differing(&screen, &offered, &Shown::of(&now));
            let shown = Shown { theirs, ..typed };
            let page = page(&screen, &offered, &permit.actor, Some(&now), shown);
            screen.answer(StatusCode::CONFLICT, &page)
        }
        Err(problem) => Err(problem),
    }
}

/// What stands in the fields.
#[derive(Default)]
struct Shown {
    form: Refill,
    ticked: HashSet<String>,
    theirs: Vec<Theirs>,
}

impl Shown {
    fn of(rule: &Rule) -> Self {
        let learning = &rule.learning;
        let title = |language: &str| learning.titles.get(language).map(String::as_str).unwrap_or_default();
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let from = day(Some(rule.valid_from).filter(|from| *from > NaiveDate::MIN));
        let (until, causes) = (day(rule.valid_until), rule.root_causes.join(", "));
        let value = |field| match field {
            "code" => rule.code.as_str(),
            "kind" => learning.kind.word(),
            "delivery" => learning.delivery.word(),
            "goal" => learning.goal.word(),
            "course" => learning.course.as_deref().unwrap_or_default(),
            "title_en" => title("en"),
            "title_vi" => title("vi"),
            "causes" => causes.as_str(),
            "country" => rule.country.as_deref().unwrap_or_default(),
            "valid_from" => from.as_str(),
            "valid_until" => until.as_str(),
            "source" => rule.source.as_str(),
            _ => "",
        };
        Self {
            form: Refill::of(&FIELDS.map(|field| (field, value(field)))),
            ticked: rule.compliance_points.iter().cloned().collect(),
            theirs: Vec::new(),
        }
    }

    fn typed(screen: &Screen, form: &Form, errors: &FieldErrors) -> Self {
        Self {
            form: Refill::again(screen, &FIELDS, form, errors),
            ticked: form.all("points").map(str::to_owned).collect(),
            theirs: Vec::new(),
        }
    }

    /// What stands otherwise in the row by now.
    fn differing(&self, screen: &Screen, offered: &Offered, now: &Self) -> Vec<Theirs> {
        let fields = FIELDS.iter().filter(|field| !matches!(**field, "code" | "points"));
        let other = fields.filter(|field| self.form.value(field) != now.form.value(field));
        let mut theirs: Vec<Theirs> =
            other.map(|field| told(screen, offered, field, now.form.value(field))).collect();
        if self.ticked != now.ticked {
            let name = |code: &String| match offered.points.get(code) {
                Some(point) => point.name(screen.language).to_owned(),
                None => code.clone(),
            };
            let mut names: Vec<String> = now.ticked.iter().map(name).collect();
            names.sort_unstable();
            let value = match names.is_empty() {
                true => screen.text("suggestion-any-point"),
                false => names.join(", "),
            };
            theirs.push(Theirs { label: screen.text("suggestion-points-label"), value });
        }
        theirs
    }
}

fn told(screen: &Screen, offered: &Offered, field: &str, value: &str) -> Theirs {
    let word = |prefix: &str| match value {
        "" => "–".to_owned(),
        word => screen.text(&format!("{prefix}{word}")),
    };
    let (label, value) = match field {
        "kind" => ("pathway-step-kind", word("pathway-kind-")),
        "delivery" => ("pathway-step-delivery", word("pathway-delivery-")),
        "goal" => ("pathway-step-goal", word("pathway-goal-")),
        "course" => ("pathway-step-course", title_in(screen, offered, value)),
        "title_en" => ("suggestion-title-en-label", plain(value)),
        "title_vi" => ("suggestion-title-vi-label", plain(value)),
        "causes" => ("suggestion-causes-label", plain(value)),
        "country" => ("country-label", country_of(screen, Some(value).filter(|value| !value.is_empty()))),
        "valid_from" => ("suggestion-from-label", plain(value)),
        "valid_until" => ("suggestion-until-label", plain(value)),
        _ => ("suggestion-column-source", plain(value)),
    };
    Theirs { label: screen.text(label), value }
}

fn plain(value: &str) -> String {
    if value.is_empty() { "–".to_owned() } else { value.to_owned() }
}

fn title_in(screen: &Screen, offered: &Offered, slug: &str) -> String {
    let listing = offered.listings.iter().find(|listing| listing.slug == slug);
    listing.map_or_else(|| plain(slug), |listing| listing.text_for(screen.language.code()).1.title)
}

fn page(
    screen: &Screen,
    offered: &Offered,
    actor: &Actor,
    rule: Option<&Rule>,
    shown: Shown,
) -> SuggestionRowPage {
    let form = &shown.form;
    let words = |prefix, words: Vec<&'static str>, field: &str, none: &str| {
        let mut choices = Choice::all(screen, prefix, words, form.value(field));
        if rule.is_none() {
            choices.insert(0, Choice::none(screen, none, form.value(field)));
        }
        choices
    };
    let kinds = StepKind::ALL.iter().map(|kind| kind.word()).collect();
    let deliveries = StepDelivery::ALL.iter().map(|delivery| delivery.word()).collect();
    let goals = GoalKind::ALL.iter().map(|goal| goal.word()).collect();
    SuggestionRowPage {
        action: rule.map_or_else(|| PATH.to_owned(), |rule| format!("{PATH}/{}", rule.code)),
        title: match rule {
            Some(rule) => title_of(&rule.learning.titles, screen.language.code()),
            None => screen.text("suggestion-row-new"),
        },
        code: rule.map(|rule| rule.code.clone()),
        note: rule.and_then(|rule| note(screen, offered, rule)),
        seen: rule.and_then(|rule| rule.changes).unwrap_or(0),
        kinds: words("pathway-kind-", kinds, "kind", "suggestion-choose"),
        deliveries: words("pathway-delivery-", deliveries, "delivery", "suggestion-choose"),
        goals: words("pathway-goal-", goals, "goal", "suggestion-choose"),
        courses: courses(screen, offered, form.value("course")),
        countries: countries_of(screen, actor, form.value("country")),
        clusters: clusters(screen, offered, &shown.ticked),
        theirs: shown.theirs,
        form: shown.form,
    }
}

/// Where the row came from so far, and whether its course can be taken.
fn note(screen: &Screen, offered: &Offered, rule: &Rule) -> Option<String> {
    let course = rule.learning.course.as_ref();
    if course.is_some_and(|course| offered.listings.iter().all(|listing| listing.slug != *course)) {
        return Some(screen.text("suggestion-course-withdrawn-note"));
    }
    match rule.changes {
        Some(_) => None,
        None if is_of_course(rule) => Some(screen.text("suggestion-of-course-note")),
        None => Some(screen.text("suggestion-shipped-note")),
    }
}

fn courses(screen: &Screen, offered: &Offered, chosen: &str) -> Vec<Choice> {
    let mut choices = catalogue::course_choices(screen, &offered.listings, chosen);
    // A course that was withdrawn stays chosen until somebody chooses another one.
    if !chosen.is_empty() && choices.iter().all(|choice| !choice.selected) {
        let (value, text) = (chosen.to_owned(), chosen.to_owned());
        choices.insert(0, Choice { value, text, selected: true });
    }
    choices.insert(0, Choice::none(screen, "suggestion-no-course", chosen));
    choices
}

/// The countries whose rows somebody may set, and every country where they may set those too.
fn countries_of(screen: &Screen, actor: &Actor, chosen: &str) -> Vec<Choice> {
    let own = countries::all().filter(|code| may_set_rows_of(actor, Some(code)));
    let mut choices = Choice::all(screen, "country-", own, chosen);
    choices.sort_by_cached_key(|choice| fold(&choice.text));
    if may_set_rows_of(actor, None) || choices.is_empty() {
        choices.insert(0, Choice::none(screen, "suggestion-every-country", chosen));
    }
    choices
}

fn clusters(screen: &Screen, offered: &Offered, ticked: &HashSet<String>) -> Vec<ClusterTicks> {
    let ticks = |cluster: &Cluster| {
        let own = offered.points.values().filter(|point| point.cluster_code == cluster.code);
        let mut points: Vec<Tick> = own
            .map(|point| Tick {
                value: point.code.clone(),
                label: point.name(screen.language).to_owned(),
                checked: ticked.contains(&point.code),
            })
            .collect();
        points.sort_by_cached_key(|tick| fold(&tick.label));
        ClusterTicks {
            name: cluster.name(screen.language).to_owned(),
            open: points.iter().any(|tick| tick.checked),
            points,
        }
    };
    offered.clusters.iter().map(ticks).filter(|cluster| !cluster.points.is_empty()).collect()
}
