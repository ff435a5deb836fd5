//! Who asked for a report by mail may stop it.

use super::{Schedule, store};
use crate::platform::{Action, Actor, Door, Judgement, Outcome};

pub struct EndSchedule;

impl Action for EndSchedule {
    type Subject = Schedule;
    const NAME: &'static str = "report.schedule-end";

    async fn subject(door: &Door<'_>) -> Outcome<Schedule> {
        store::schedule(door.read(), door.id("schedule")?).await
    }

    fn judge(actor: &Actor, schedule: &Schedule) -> Judgement {
        Judgement::allow_if(schedule.person == actor.person)
    }
}
