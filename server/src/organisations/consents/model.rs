//! What a consent covers, and whether it holds on a day. Pure.

use chrono::{DateTime, Days, NaiveDate, Utc};

use crate::platform::{Day, FieldErrors, OrganisationId, PersonId};

crate::id_type!(ConsentId);
crate::id_type!(ConsentRequestId);
crate::id_type!(SourcingLinkId);

crate::word_enum! {
    /// What can be seen. Its text is `consent-scope-<word>`.
    Scope {
        Plan = "plan",
        Learning = "learning",
    }
}

crate::word_enum! {
    /// How a request was answered. Its text is `consent-answer-<word>`.
    Reply {
        Given = "given",
        Declined = "declined",
        Withdrawn = "withdrawn",
    }
}

crate::word_enum! {
    /// Where a consent stands on a day. Its text is `consent-state-<word>`.
    ConsentState {
        InForce = "in-force",
        ToCome = "to-come",
        Over = "over",
        Revoked = "revoked",
    }
}

/// What a consent covers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scopes {
    /// The states of the improvement plan's items, by theme.
    pub plan: bool,
    /// Steps of the pathway and of learning, as counts.
    pub learning: bool,
}

impl Scopes {
    pub fn parse<'w>(words: impl IntoIterator<Item = &'w str>) -> Result<Self, &'static str> {
        let mut scopes = Self::default();
        for word in words {
            match Scope::from_word(word).ok_or("consent-scope-missing")? {
                Scope::Plan => scopes.plan = true,
                Scope::Learning => scopes.learning = true,
            }
        }
        if scopes == Self::default() { Err("consent-scope-missing") } else { Ok(scopes) }
    }

    pub fn hold(self, scope: Scope) -> bool {
        match scope {
            Scope::Plan => self.plan,
            Scope::Learning => self.learning,
        }
    }

    pub fn all(self) -> Vec<Scope> {
        Scope::ALL.iter().copied().filter(|scope| self.hold(*scope)).collect()
    }

    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { plan: self.plan || other.plan, learning: self.learning || other.learning }
    }
}

/// A consent as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    pub id: ConsentId,
    pub factory: OrganisationId,
    pub brand: OrganisationId,
    pub scopes: Scopes,
    pub starts_on: NaiveDate,
    /// The last day.
    pub ends_on: Option<NaiveDate>,
    pub given_at: DateTime<Utc>,
    pub given_by: PersonId,
    /// In whose name: the factory's, or its group's. Not known of the oldest.
    pub given_for: Option<OrganisationId>,
    pub revoked_at: Option<DateTime<Utc>>,
    pub revoked_by: Option<PersonId>,
    pub revoked_for: Option<OrganisationId>,
    pub revocation_reason: String,
}

impl Consent {
    pub fn state(&self, today: NaiveDate) -> ConsentState {
        if self.revoked_at.is_some() {
            ConsentState::Revoked
        } else if self.ends_on.is_some_and(|last| last < today) {
            ConsentState::Over
        } else if self.starts_on > today {
            ConsentState::ToCome
        } else {
            ConsentState::InForce
        }
    }
}

/// From when until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub starts_on: NaiveDate,
    pub ends_on: Option<NaiveDate>,
}

/// How long a consent lasts when nobody says otherwise.
pub fn usual_end(today: NaiveDate) -> NaiveDate {
    today.checked_add_days(Days::new(365)).unwrap_or(today)
}

/// Reads the days of a consent; it begins today at the earliest, because what was seen before cannot be consented to.
pub fn parse_days(
    errors: &mut FieldErrors,
    (starts_on, ends_on): (&str, &str),
    today: NaiveDate,
) -> Option<Span> {
    let starts_on = errors.take("starts_on", Day::optional(starts_on))?.unwrap_or(today);
    let ends_on = errors.take("ends_on", Day::optional(ends_on))?;
    if starts_on < today {
        errors.add("starts_on", "consent-starts-in-the-past");
        return None;
    }
    if ends_on.is_some_and(|last| last < starts_on) {
        errors.add("ends_on", "consent-ends-too-early");
        return None;
    }
    Some(Span { starts_on, ends_on })
}

const LONGEST: usize = 500;

/// Why a brand wants to see, in its own words.
pub fn parse_purpose(text: &str) -> Result<String, &'static str> {
    match text.trim() {
        "" => Err("consent-purpose-missing"),
        purpose if purpose.chars().count() > LONGEST => Err("consent-text-too-long"),
        purpose => Ok(purpose.to_owned()),
    }
}

/// Why a consent is revoked; nobody has to say.
pub fn parse_reason(text: &str) -> Result<String, &'static str> {
    let reason = text.trim();
    if reason.chars().count() > LONGEST { Err("consent-text-too-long") } else { Ok(reason.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_consent_holds_from_its_first_to_its_last_day_unless_it_is_revoked() {
        let nil = uuid::Uuid::nil();
        let consent = Consent {
            id: ConsentId(nil),
            factory: OrganisationId(nil),
            brand: OrganisationId(nil),
            scopes: Scopes { plan: true, learning: false },
            starts_on: day("2026-11-22"),
            ends_on: Some(day("2026-11-24")),
            given_at: DateTime::default(),
            given_by: PersonId(nil),
            given_for: None,
            revoked_at: None,
            revoked_by: None,
            revoked_for: None,
            revocation_reason: String::new(),
        };
        let expected = [
            ("2026-11-21", ConsentState::ToCome),
            ("2026-11-22", ConsentState::InForce),
            ("2026-11-24", ConsentState::InForce),
            ("2026-11-25", ConsentState::Over),
        ];
        for (on, state) in expected {
            assert_eq!(consent.state(day(on)), state, "{on}");
        }
        let revoked = Consent { revoked_at: Some(DateTime::default()), ..consent };
        assert_eq!(revoked.state(day("2026-11-23")), ConsentState::Revoked);
    }

    #[test]
    fn days_in_the_past_and_in_the_wrong_order_are_refused() {
        let today = day("2026-11-22");
        let errors_of = |typed| {
            let mut errors = FieldErrors::default();
            let days = parse_days(&mut errors, typed, today);
            (days, errors.0.first().map(|error| error.key))
        };
        assert_eq!(errors_of(("", "")).0, Some(Span { starts_on: today, ends_on: None }));
        assert_eq!(errors_of(("2026-11-21", "")).1, Some("consent-starts-in-the-past"));
        assert_eq!(errors_of(("2026-11-24", "2026-11-23")).1, Some("consent-ends-too-early"));
        assert_eq!(errors_of(("soon", "")).1, Some("problem-day-wrong"));
    }

    #[test]
    fn a_scope_that_is_none_is_refused() {
        assert_eq!(Scopes::parse(["plan"]), Ok(Scopes { plan: true, learning: false }));
        assert_eq!(Scopes::parse([]), Err("consent-scope-missing"));
        assert_eq!(Scopes::parse(["everything"]), Err("consent-scope-missing"));
    }
}
