//! Administration is for administrators: nobody else learns that it is there.

use crate::platform::{Action, Actor, Door, Judgement, Outcome, Problem, runtime_settings::Setting};

/// Who did what to whom, in the whole Academy.
pub struct SeeAudit;

impl Action for SeeAudit {
    type Subject = ();
    const NAME: &'static str = "audit.see";

    async fn subject(_: &Door<'_>) -> Outcome<()> {
        Ok(())
    }

    fn judge(actor: &Actor, (): &()) -> Judgement {
        Judgement::allow_if(actor.extent(Self::NAME).everywhere)
    }
}

/// What waits, what failed, and what is set.
pub struct SeeAdministration;

impl Action for SeeAdministration {
    type Subject = ();
    const NAME: &'static str = "administration.see";

    async fn subject(_: &Door<'_>) -> Outcome<()> {
        Ok(())
    }

    fn judge(actor: &Actor, (): &()) -> Judgement {
        Judgement::allow_if(actor.extent(Self::NAME).everywhere)
    }
}

/// Change what is set while the Academy runs.
pub struct ChangeSettings;

impl Action for ChangeSettings {
    type Subject = Setting;
    const NAME: &'static str = "administration.change";

    async fn subject(door: &Door<'_>) -> Outcome<Setting> {
        Setting::from_word(door.text("setting")?).ok_or(Problem::NotFound)
    }

    fn judge(actor: &Actor, _: &Setting) -> Judgement {
        Judgement::allow_if(actor.extent(Self::NAME).everywhere)
    }
}
