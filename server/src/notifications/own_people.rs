//! What those who plan and make an assessment are told of it: in the Academy and to them alone.

use super::{
    model::{NoticeKind, SubjectId, notice_id},
    store::{self, NewNotice},
};
use crate::{
    engagement::{AssessmentHappened, AssessmentId, OwnPeople},
    platform::{Outcome, PersonId, UnitOfWork},
};

pub struct AssessmentPeople;

#[async_trait::async_trait(?Send)]
impl OwnPeople for AssessmentPeople {
    async fn tell(
        &self,
        work: &UnitOfWork,
        (assessment, happened): (AssessmentId, AssessmentHappened),
        people: &[PersonId],
    ) -> Outcome<()> {
        let kind = match happened {
            AssessmentHappened::Planned => NoticeKind::AssessmentPlanned,
            AssessmentHappened::Cancelled => NoticeKind::AssessmentCancelled,
        };
        let (subject, day) = (SubjectId(assessment.0), work.now().date_naive());
        let notice = |person: &PersonId| NewNotice {
            id: notice_id(*person, kind, subject, day),
            person: *person,
            kind,
            subject,
            day,
            due_on: None,
            in_app: true,
            digest_at: None,
        };
        let notices: Vec<NewNotice> = people.iter().map(notice).collect();
        store::add_many(work, &notices).await.map(|_| ())
    }
}
