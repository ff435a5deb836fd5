//! Cycles, visits, committees and assessments of the demo's factories, so that each rule shows: one in its first hundred
//! days, one in its second cycle, one in its third, one that pauses, and one between two cycles.

use std::{collections::BTreeMap, rc::Rc};

use anyhow::{Context, anyhow};
use chrono::{Days, NaiveDate};

use crate::{
    app::Academy,
    engagement::{
        access::{ChangeEngagement, KeepCommittee},
        assessments::{
            access::{AssessmentThere, ChangeAssessment, PlanAssessment},
            commands::{self as assessments, TypedAssessment},
            store as assessment_store,
        },
        committees::{
            access::{ChangeMeeting, There},
            commands::{self as committees, TypedAction, TypedMeeting, TypedMember},
            meetings, store as committee_store,
        },
        cycles::{
            access::{ChangeCycle, CycleThere},
            commands::{self as cycles, Enrolment},
            store::current_cycle,
        },
        diagnoses::{
            access::{DiagnosisThere, KeepDiagnosis},
            commands::{self as diagnoses, TypedLine},
        },
        model::{
            Chosen, Cluster, Delivery, JudgedAs, Origin, Purpose, Risk, SeriousKind, Side, assessment::Mode,
            delivery::Readiness, package::Package,
        },
        rules::access::{ChangeRules, Scope},
        seminars::{
            access::SeeSeminars,
            commands::{self as seminars, TypedSeminar},
        },
        standing::commands as standing,
        visits::commands::{self as visits, TypedVisit},
    },
    organisations::{
        actors::Members,
        store::organisations::{self, Organisation},
    },
    people::{EmailAddress, store::persons},
    platform::{Action, Actor, OrganisationId, Permit, PersonId, UnitOfWork, actor::Actors, roles::Sex},
};

const ADVISER: &str = "huy@academy.example";
const PROGRAMME_MANAGER: &str = "ha@academy.example";
const MANAGER: &str = "hanh@hoagao.example";
const REPRESENTATIVE: &str = "lan@hoagao.example";

struct Demo<'a> {
    academy: &'a Academy,
    adviser: Rc<Actor>,
    other: PersonId,
    today: NaiveDate,
}

pub async fn furnish(
    academy: &Academy,
    organisations: &BTreeMap<String, OrganisationId>,
) -> anyhow::Result<()> {
    let adviser = actor(academy, ADVISER).await?;
    let other = actor(academy, PROGRAMME_MANAGER).await?.person;
    let today = academy.db.clock().now().date_naive();
    let demo = Demo { academy, adviser, other, today };
    let factory = |key: &str| organisations.get(key).copied().with_context(|| format!("no {key}"));
    demo.second_cycle(factory("hoa-gao-3")?).await?;
    demo.first_hundred_days(factory("hoa-gao-2")?).await?;
    demo.paused(factory("hoa-gao-1")?).await?;
    demo.third_cycle(factory("ben-trang")?).await?;
    demo.seminar(["hoa-gao-1", "hoa-gao-2", "hoa-gao-3"].map(&factory).into_iter().collect::<Result<_, _>>()?)
        .await
}

async fn actor(academy: &Academy, address: &str) -> anyhow::Result<Rc<Actor>> {
    let email = EmailAddress::parse(address).map_err(|key| anyhow!("{key}: {address}"))?;
    let person = persons::find_by_address(academy.db.read(), &email).await?;
    let person = person.with_context(|| format!("nobody is {address}"))?;
    let found = Members.of_person(academy.db.read(), person.id, academy.db.clock().now()).await?;
    Ok(Rc::new(found.with_context(|| format!("{address} may not sign in"))?))
}

impl Demo<'_> {
    fn ago(&self, days: u64) -> Option<NaiveDate> {
        self.today.checked_sub_days(Days::new(days))
    }

    fn ahead(&self, days: u64) -> Option<NaiveDate> {
        self.today.checked_add_days(Days::new(days))
    }

    async fn place(&self, id: OrganisationId) -> anyhow::Result<Organisation> {
        Ok(organisations::organisation(self.academy.db.read(), id).await?)
    }

    async fn begin(&self) -> anyhow::Result<UnitOfWork> {
        Ok(self.academy.db.begin().await?)
    }

    async fn permit<A: Action<Subject = Organisation>>(
        &self,
        factory: OrganisationId,
    ) -> anyhow::Result<Permit<A>> {
        Ok(Permit::<A>::judge(self.adviser.clone(), self.place(factory).await?)?)
    }

    /// Cycles one after the other, each so many days ago; the last one runs where it has no end.
    async fn cycles(&self, factory: OrganisationId, spans: &[(u64, Option<u64>)]) -> anyhow::Result<()> {
        let permit = self.permit::<ChangeEngagement>(factory).await?;
        let mut work = self.begin().await?;
        for (from, until) in spans {
            let enrolment = Enrolment {
                started_on: self.ago(*from),
                ended_on: until.and_then(|days| self.ago(days)),
                adviser: Some(self.adviser.person),
                ..Enrolment::default()
            };
            cycles::enrol(&mut work, &permit, &enrolment).await?;
        }
        Ok(work.commit().await?)
    }

    async fn visit(
        &self,
        factory: OrganisationId,
        visit_on: Option<NaiveDate>,
        (reason, note): (&str, &str),
    ) -> anyhow::Result<()> {
        let permit = self.permit::<ChangeEngagement>(factory).await?;
        let delivery = if reason.is_empty() { Delivery::InPerson } else { Delivery::Virtual };
        let typed = TypedVisit {
            visit_on,
            purpose: Some(Purpose::Advisory),
            delivery: Some(delivery),
            reason: reason.to_owned(),
            adviser: None,
            note: note.to_owned(),
        };
        let mut work = self.begin().await?;
        visits::record(&mut work, &permit, &typed).await?;
        Ok(work.commit().await?)
    }

    async fn first_hundred_days(&self, factory: OrganisationId) -> anyhow::Result<()> {
        self.cycles(factory, &[(50, None)]).await?;
        self.visit(
            factory,
            self.ago(43),
            ("", "Gặp ban giám đốc và công đoàn cơ sở; thống nhất lập uỷ ban."),
        )
        .await?;
        self.visit(
            factory,
            self.ago(12),
            ("Bão, đường vào khu công nghiệp bị ngập", "Xem lại danh sách tự chẩn đoán."),
        )
        .await?;
        self.visit(factory, self.ahead(9), ("", "")).await
    }

    async fn paused(&self, factory: OrganisationId) -> anyhow::Result<()> {
        self.cycles(factory, &[(80, None)]).await?;
        self.visit(factory, self.ago(70), ("", "")).await?;
        let subject = self.place(factory).await?;
        let cycle = current_cycle(self.academy.db.read(), factory).await?.context("no cycle")?;
        let there = CycleThere { cycle, factory: subject };
        let permit = Permit::<ChangeCycle>::judge(self.adviser.clone(), there)?;
        let mut work = self.begin().await?;
        cycles::pause(&mut work, &permit, "Nhà máy chuyển xưởng may số 2").await?;
        Ok(work.commit().await?)
    }

    async fn second_cycle(&self, factory: OrganisationId) -> anyhow::Result<()> {
        self.cycles(factory, &[(500, Some(140)), (130, None)]).await?;
        self.visit(factory, self.ago(120), ("", "Rà soát kế hoạch cải tiến của chu kỳ trước.")).await?;
        self.visit(factory, self.ago(30), ("", "")).await?;
        self.visit(factory, self.ahead(6), ("", "")).await?;
        self.committee(factory).await?;
        self.diagnosis(factory).await?;
        self.assessed(factory, Mode::OnSite, 45).await?;
        self.package(factory, (Package::Standard, "")).await
    }

    /// Assessed as a hybrid, ready for blended delivery, a high performer by published criteria.
    async fn third_cycle(&self, factory: OrganisationId) -> anyhow::Result<()> {
        self.cycles(factory, &[(900, Some(540)), (520, Some(160)), (150, None)]).await?;
        self.visit(factory, self.ago(90), ("", "")).await?;
        let permit = self.permit::<ChangeEngagement>(factory).await?;
        let checked = Readiness {
            checked_on: self.ago(20).unwrap_or(self.today),
            performs: true,
            risk: Risk::Low,
            technology: true,
            ambassadors: 2,
        };
        let mut work = self.begin().await?;
        standing::check_delivery(&mut work, &permit, &checked, "Phòng họp có đường truyền riêng.").await?;
        let everywhere = Permit::<ChangeRules>::by_operator(Scope::Unnamed);
        let criteria =
            "Không có vấn đề nghiêm trọng trong hai chu kỳ liền trước.\nUỷ ban lưỡng bên họp mỗi tháng.";
        let place = ("VN", Some(self.today));
        standing::publish_criteria(
            &mut work,
            &everywhere,
            place,
            (criteria, "Tiêu chí minh hoạ của bản dùng thử"),
        )
        .await?;
        standing::grant_status(&mut work, &permit, "Đạt mọi tiêu chí của phiên bản hiện hành").await?;
        let issue = (Some(SeriousKind::ImminentDanger), self.ago(700), "Lối thoát hiểm bị khoá");
        let issue = standing::open_issue(&mut work, &permit, issue).await?;
        let there = There {
            subject: crate::engagement::standing::store::issue(&work, issue).await?,
            factory: self.place(factory).await?,
        };
        let close =
            Permit::<crate::engagement::standing::access::CloseIssue>::judge(self.adviser.clone(), there)?;
        standing::close_issue(&mut work, &close, "Đã mở khoá và kiểm tra lại tại chỗ").await?;
        work.commit().await?;
        self.assessed(factory, Mode::Hybrid, 60).await?;
        self.package(factory, (Package::Advanced, "")).await
    }

    /// An assessment of so many days ago, released today.
    async fn assessed(&self, factory: OrganisationId, mode: Mode, made: u64) -> anyhow::Result<()> {
        let permit = self.permit::<PlanAssessment>(factory).await?;
        let typed = TypedAssessment {
            mode: Some(mode),
            first_on: self.ago(made),
            last_on: self.ago(made.saturating_sub(1)),
            assessors: vec![self.adviser.person, self.other],
            note: "Hẹn nhau ở cổng phụ lúc 7 giờ 30.".to_owned(),
            ..TypedAssessment::default()
        };
        let mut work = self.begin().await?;
        let id = assessments::plan(&mut work, &permit, &typed).await?;
        let there = AssessmentThere {
            assessment: assessment_store::assessment(&work, id).await?,
            factory: self.place(factory).await?,
        };
        let release = Permit::<ChangeAssessment>::judge(self.adviser.clone(), there)?;
        let summary = "Các phát hiện nằm trong kế hoạch cải tiến. Uỷ ban lưỡng bên đã cùng xem báo cáo.";
        assessments::release(&mut work, &release, summary).await?;
        Ok(work.commit().await?)
    }

    async fn package(&self, factory: OrganisationId, chosen: (Package, &str)) -> anyhow::Result<()> {
        let permit = self.permit::<ChangeEngagement>(factory).await?;
        let mut work = self.begin().await?;
        let reason = if chosen.1.is_empty() { "Đã trao đổi với uỷ ban" } else { chosen.1 };
        standing::confirm_package(&mut work, &permit, Some(chosen.0), reason).await?;
        Ok(work.commit().await?)
    }

    async fn committee(&self, factory: OrganisationId) -> anyhow::Result<()> {
        let permit = self.permit::<KeepCommittee>(factory).await?;
        let mut work = self.begin().await?;
        committees::form(&mut work, &permit, Some(Origin::New), self.ago(400)).await?;
        let manager = actor(self.academy, MANAGER).await?.person;
        let worker = actor(self.academy, REPRESENTATIVE).await?.person;
        let from_on = self.ago(400);
        let known = |person, side, chosen| TypedMember {
            person: Some(person),
            side: Some(side),
            chosen: Some(chosen),
            from_on,
            ..TypedMember::default()
        };
        let named = |name: &str, sex, side, chosen| TypedMember {
            name: name.to_owned(),
            sex: Some(sex),
            side: Some(side),
            chosen: Some(chosen),
            from_on,
            ..TypedMember::default()
        };
        let members = [
            known(manager, Side::Management, Chosen::Appointed),
            named("Lương Văn Bình", Sex::Male, Side::Management, Chosen::Appointed),
            known(worker, Side::Workers, Chosen::Elected),
            named("Huỳnh Thị Sen", Sex::Female, Side::Workers, Chosen::NamedByUnion),
        ];
        for member in members {
            committees::add_member(&mut work, &permit, member).await?;
        }
        let committee =
            committee_store::committee_of(&work, factory, self.today).await?.context("no committee")?;
        let everybody: Vec<_> = committee.members.iter().map(|member| member.id).collect();
        let management: Vec<_> = committee
            .members
            .iter()
            .filter(|member| member.side == Side::Management)
            .map(|member| member.id)
            .collect();
        let first = TypedMeeting {
            held_on: self.ago(60),
            minutes: "Bàn về giờ làm thêm tháng Mười và cách báo trước cho công nhân.".to_owned(),
            came: everybody.clone(),
            heard: management,
        };
        committees::hold_meeting(&mut work, &permit, &first).await?;
        let second = TypedMeeting {
            held_on: self.ago(20),
            minutes:
                "Hai bên xem lại kế hoạch cải tiến.\nCông nhân đề nghị niêm yết lịch làm thêm trước một tuần."
                    .to_owned(),
            came: everybody.clone(),
            heard: everybody.clone(),
        };
        let id = committees::hold_meeting(&mut work, &permit, &second).await?;
        let there =
            There { subject: meetings::meeting(&work, id).await?, factory: self.place(factory).await? };
        let change = Permit::<ChangeMeeting>::judge(self.adviser.clone(), there)?;
        let actions =
            [("Niêm yết lịch làm thêm trước một tuần", 10), ("Tập huấn tổ trưởng về giờ làm thêm", 35)];
        for (action, days) in actions {
            let typed = TypedAction {
                action: action.to_owned(),
                owner: everybody.first().copied(),
                due_on: self.ahead(days),
            };
            committees::agree(&mut work, &change, &typed).await?;
        }
        Ok(work.commit().await?)
    }

    /// Written by both sides; not shared yet.
    async fn diagnosis(&self, factory: OrganisationId) -> anyhow::Result<()> {
        let lines = [
            (MANAGER, Cluster::SafetyHealth, JudgedAs::InOrder, "Diễn tập thoát hiểm hai lần mỗi năm."),
            (
                REPRESENTATIVE,
                Cluster::WorkingTime,
                JudgedAs::ToImprove,
                "Tháng trước có tuần làm thêm quá lịch đã báo.",
            ),
        ];
        for (address, cluster, judged_as, remark) in lines {
            let cycle = current_cycle(self.academy.db.read(), factory).await?;
            let diagnosis = match &cycle {
                Some(cycle) => {
                    crate::engagement::diagnoses::store::diagnosis_of(self.academy.db.read(), cycle.id)
                        .await?
                }
                None => None,
            };
            let there = DiagnosisThere { factory: self.place(factory).await?, cycle, diagnosis };
            let permit = Permit::<KeepDiagnosis>::judge(actor(self.academy, address).await?, there)?;
            let typed =
                TypedLine { cluster: Some(cluster), judged_as: Some(judged_as), remark: remark.to_owned() };
            let mut work = self.begin().await?;
            diagnoses::write(&mut work, &permit, &typed).await?;
            work.commit().await?;
        }
        Ok(())
    }

    async fn seminar(&self, factories: Vec<OrganisationId>) -> anyhow::Result<()> {
        let permit = Permit::<SeeSeminars>::judge(self.adviser.clone(), ())?;
        let typed = TypedSeminar {
            topic: "Giờ làm thêm và đối thoại tại nơi làm việc".to_owned(),
            held_on: self.ago(25),
            place: "Thành phố Hồ Chí Minh".to_owned(),
            delivery: Some(Delivery::InPerson),
            factories,
        };
        let mut work = self.begin().await?;
        seminars::hold(&mut work, &permit, &typed).await?;
        Ok(work.commit().await?)
    }
}
