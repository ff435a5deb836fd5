//! Lists of people and organisations from spreadsheets.

use super::*;
use crate::{
    organisations::imports::importers,
    platform::{
        Actor, Sentence,
        actor::Actors,
        imports::{self, Given, Import, Importers, Preview},
    },
    testing::caller::Caller,
};

impl World {
    async fn given(&self, person: Option<PersonId>) -> Given {
        let db = self.academy.db();
        let now = self.academy.clock.now();
        let actor = match person {
            Some(person) => {
                crate::engagement::actors().of_person(db.read(), person, now).await.unwrap().unwrap()
            }
            None => Actor::operator(Language::En),
        };
        let academy = &self.academy.academy;
        Given {
            actor,
            engine: academy.engine.clone().into_inner(),
            site: academy.site.clone().into_inner(),
            now,
        }
    }

    async fn opens_list(&self, by: Option<PersonId>, kind: &str, list: &str) -> Box<dyn Import> {
        let importers = Importers(importers());
        let importer = importers.find(kind).unwrap();
        let opened =
            imports::open(self.academy.db().read(), importer, self.given(by).await, list.as_bytes().to_vec());
        opened.await.unwrap().unwrap()
    }

    async fn previews(&self, by: Option<PersonId>, kind: &str, list: &str) -> Preview {
        let import = self.opens_list(by, kind, list).await;
        imports::look_through(self.academy.db().read(), &*import).await.unwrap()
    }

    /// Takes in what is not refused, in one unit, and tells what became of all.
    async fn takes_in(&self, by: Option<PersonId>, kind: &str, list: &str) -> Preview {
        let foreseen = self.previews(by, kind, list).await;
        let import = self.opens_list(by, kind, list).await;
        let (mut done, mut from) = (Preview::default(), 0);
        let work = self.academy.begin().await;
        while let Some((step, next)) = imports::carry_out_next(&work, &*import, from).await.unwrap() {
            done.and(step);
            from = next;
        }
        work.commit().await.unwrap();
        done.sort();
        assert_eq!(foreseen, done);
        done
    }

    async fn coordinator_of(&self, organisation: OrganisationId, address: &str) -> PersonId {
        let person = self.person("Trần Văn Minh", address).await;
        self.makes(person, Role::LearningCoordinator, organisation).await;
        person
    }
}

fn counts(preview: &Preview) -> (u32, u32, u32, usize) {
    (preview.created, preview.changed, preview.unchanged, preview.refused.len())
}

fn reasons(preview: &Preview) -> Vec<(u32, &str)> {
    preview.refused.iter().map(|row| (row.line, &*row.reason.key)).collect()
}

#[actix_web::test]
async fn a_list_invites_each_new_person_once_and_the_same_list_again_changes_nothing() {
    for world in World::on_both().await {
        let list = "Name,Email,Organisation,Role,Language,Sex,From\n\
            Nguyễn Thị Lan,Lan@factory.example,Hải Đăng Garment,supervisor,vi,Nữ,2026-12-01\n\
            Phạm Hoa,hoa@factory.example,hai dang garment,Thành viên,,,\n\
            Rahim,rahim@factory.example,Padma Knit,Supervisor,English,male,\n";
        assert_eq!(counts(&world.previews(None, "people", list).await), (3, 0, 0, 0));
        assert!(world.academy.letters().await.is_empty());
        assert_eq!(counts(&world.takes_in(None, "people", list).await), (3, 0, 0, 0));
        let letters = world.academy.letters().await;
        assert_eq!(letters.len(), 3);
        assert!(letters.iter().any(|letter| letter.text.contains("Hải Đăng Garment")));
        assert_eq!(counts(&world.takes_in(None, "people", list).await), (0, 0, 3, 0));
        assert_eq!(world.academy.letters().await.len(), 3);

        // What is new about somebody who has not answered yet is noted, and nothing is sent again.
        let renamed = list.replace("Nguyễn Thị Lan", "Nguyễn Thị Mai Lan");
        assert_eq!(counts(&world.takes_in(None, "people", &renamed).await), (0, 1, 2, 0));
        assert_eq!(world.academy.letters().await.len(), 3);
    }
}

#[actix_web::test]
async fn who_accepts_gets_the_days_of_the_list_and_the_list_stays_unchanged() {
    for world in World::on_both().await {
        let list = "name,email,organisation,role,sex,starts_on,ends_on,department\n\
            Lan,lan@factory.example,Hải Đăng Garment,supervisor,female,2026-12-01,2027-11-30,Line 4\n";
        world.takes_in(None, "people", list).await;
        let letters = world.academy.letters().await;
        let link = letters[0].text.split_whitespace().find(|word| word.contains("/invitations/")).unwrap();
        let path = link.trim_start_matches("http://localhost:8080");
        let mut visitor = world.academy.visitor().await;
        let page = visitor.opens(path).await.text;
        assert!(
            page.contains("value=\"female\" selected") || page.contains("value=\"female\" checked"),
            "{page}"
        );
        let fields = [("name", "Nguyễn Lan"), ("language", "vi"), ("sex", "female"), ("password", PASSWORD)];
        assert_eq!(visitor.submits(path, path, &fields).await.status, 303);
        // Her own spelling of her name stays hers.
        assert_eq!(counts(&world.takes_in(None, "people", list).await), (0, 0, 1, 0));
        let longer = list.replace("2027-11-30", "31/12/2027");
        assert_eq!(counts(&world.takes_in(None, "people", &longer).await), (0, 1, 0, 0));
        assert_eq!(counts(&world.takes_in(None, "people", &longer).await), (0, 0, 1, 0));
        let elsewhere = longer.replace("Line 4", "Line 5");
        assert_eq!(counts(&world.takes_in(None, "people", &elsewhere).await), (0, 1, 0, 0));
        assert_eq!(counts(&world.takes_in(None, "people", &elsewhere).await), (0, 0, 1, 0));
        let silent = longer.replace("Line 4", "");
        assert_eq!(counts(&world.takes_in(None, "people", &silent).await), (0, 0, 1, 0), "it stays");
        let other = list.replace("supervisor", "workers-representative");
        assert_eq!(counts(&world.takes_in(None, "people", &other).await), (0, 1, 0, 0));
        assert_eq!(counts(&world.takes_in(None, "people", &other).await), (0, 0, 1, 0));
    }
}

#[actix_web::test]
async fn each_wrong_row_is_named_with_its_line_and_reason() {
    for world in World::on_both().await {
        let list = "name,email,organisation,role,language,sex,starts_on,ends_on\n\
            ,a@b.example,Padma Knit,supervisor,,,,\n\
            Lan,no address,Padma Knit,supervisor,,,,\n\
            Lan,b@b.example,,supervisor,,,,\n\
            Lan,c@b.example,Nobody Ltd,supervisor,,,,\n\
            Lan,d@b.example,Padma Knit,king,,,,\n\
            Lan,e@b.example,Padma Knit,buyer,,,,\n\
            Lan,f@b.example,Padma Knit,supervisor,Klingon,,,\n\
            Lan,g@b.example,Padma Knit,supervisor,,?,,\n\
            Lan,h@b.example,Padma Knit,supervisor,,,03/04/2027,\n\
            Lan,i@b.example,Padma Knit,supervisor,,,2027-02-01,2027-01-01\n\
            Lan,j@b.example,Padma Knit,supervisor,,,,2020-01-01\n\
            Lan,k@b.example,Padma Knit,supervisor,,,,\n\
            Hoa,K@b.example,Padma Knit,supervisor,,,,\n\
            #REF!,l@b.example,Padma Knit,supervisor,,,,\n";
        let done = world.takes_in(None, "people", list).await;
        assert_eq!(counts(&done), (1, 0, 0, 13));
        assert_eq!(
            reasons(&done),
            [
                (2, "person-name-missing"),
                (3, "email-wrong"),
                (4, "import-organisation-missing"),
                (5, "import-organisation-unknown"),
                (6, "import-role-unknown"),
                (7, "membership-role-does-not-fit"),
                (8, "import-language-unknown"),
                (9, "import-sex-unknown"),
                (10, "spreadsheet-date-unclear"),
                (11, "membership-ends-too-early"),
                (12, "membership-ends-too-early"),
                (14, "import-line-twice"),
                (15, "spreadsheet-cell-failed"),
            ]
        );
        let texts = world.academy.academy.engine.texts();
        for language in Language::ALL {
            for refused in &done.refused {
                let text = refused.reason.text(texts, language);
                assert!(!text.contains(&*refused.reason.key) && !text.contains("{$"), "{text}");
            }
        }
    }
}

#[actix_web::test]
async fn a_coordinator_names_their_own_organisations_and_learns_nothing_of_others() {
    for world in World::on_both().await {
        let coordinator = world.coordinator_of(world.group, "minh@group.example").await;
        let stranger = world.person("Phạm Hoa", "hoa@padma.example").await;
        world.makes(stranger, Role::Supervisor, world.far_factory).await;
        let list = "name,email,organisation,role\n\
            Lan,lan@b.example,Hải Đăng Garment,supervisor\n\
            Lan,lan2@b.example,Padma Knit,supervisor\n\
            Lan,lan3@b.example,Nobody Ltd,supervisor\n\
            Hoa,hoa@padma.example,Hải Đăng Garment,supervisor\n\
            Lan,lan4@b.example,Sao Mai Group,learning-coordinator\n";
        let done = world.takes_in(Some(coordinator), "people", list).await;
        // A factory out of reach and one that does not exist read alike; so do a stranger's address and a new one.
        let unknown = |word: &str| Sentence::of("import-organisation-unknown").with("word", word);
        let refused: Vec<_> = done.refused.iter().map(|row| (row.line, row.reason.clone())).collect();
        assert_eq!(refused, [(3, unknown("Padma Knit")), (4, unknown("Nobody Ltd"))]);
        assert_eq!(done.created, 3);
        assert_eq!(world.academy.letters().await.len(), 3);

        // In the only organisation that somebody looks after, its name may be left out.
        let own = world.coordinator_of(world.brand, "own@brand.example").await;
        let list = "name,email,role\nLan,lan@brand.example,buyer\n";
        assert_eq!(counts(&world.takes_in(Some(own), "people", list).await), (1, 0, 0, 0));
        assert!(!importers()[1].may(&world.given(Some(own)).await.actor));
    }
}

#[actix_web::test]
async fn a_member_whom_the_coordinator_sees_gets_the_role_without_a_mail() {
    for world in World::on_both().await {
        let coordinator = world.coordinator_of(world.group, "minh@group.example").await;
        let lan = world.person("Nguyễn Thị Lan", "lan@factory.example").await;
        world.makes(lan, Role::Supervisor, world.factory).await;
        let list =
            "name,email,organisation,role\nLan,lan@factory.example,Hải Đăng Garment,organisation-member\n";
        assert_eq!(counts(&world.takes_in(Some(coordinator), "people", list).await), (0, 1, 0, 0));
        assert_eq!(counts(&world.takes_in(Some(coordinator), "people", list).await), (0, 0, 1, 0));
        assert!(world.academy.letters().await.is_empty());
        let person = persons::person(world.academy.db().read(), lan).await.unwrap();
        assert_eq!(person.name, "Nguyễn Thị Lan");
    }
}

#[actix_web::test]
async fn nobody_gives_by_a_list_what_they_do_not_hold() {
    for world in World::on_both().await {
        let manager = world.person("Somebody", "manager@academy.example").await;
        world.makes(manager, Role::ProgrammeManager, world.office).await;
        let list = "name,email,organisation,role\nEve,eve@b.example,Academy in Viet Nam,administrator\n";
        let done = world.takes_in(Some(manager), "people", list).await;
        assert_eq!(reasons(&done), [(2, "membership-role-not-held")]);
    }
}

#[actix_web::test]
async fn organisations_are_known_again_by_their_reference_so_that_a_rename_is_a_change() {
    for world in World::on_both().await {
        let list = "kind,name,country,part of,reference\n\
            factory,Alpha Knit,Vietnam,Thread Group,F-1\n\
            Nhà máy,Beta Knit,Việt Nam,G-1,F-2\n\
            manufacturing-group,Thread Group,,,G-1\n\
            factory,Padma Knit,Bangladesh,,F-3\n";
        let list = list.replace("Vietnam", "VN");
        assert_eq!(counts(&world.takes_in(None, "organisations", &list).await), (3, 1, 0, 0));
        assert_eq!(counts(&world.takes_in(None, "organisations", &list).await), (0, 0, 4, 0));
        let renamed = list.replace("Alpha Knit", "Alpha Knitwear");
        assert_eq!(counts(&world.takes_in(None, "organisations", &renamed).await), (0, 1, 3, 0));
        assert_eq!(counts(&world.takes_in(None, "organisations", &renamed).await), (0, 0, 4, 0));

        let wrong = "kind,name,country,part of,reference\n\
            shop,Gamma,VN,,\n\
            factory,,VN,,\n\
            factory,Gamma,Atlantis,,\n\
            factory,Gamma,,,\n\
            brand,Gamma,DE,Thread Group,\n\
            factory,Gamma,VN,Nobody Group,\n\
            brand,Alpha Knitwear,DE,,F-1\n\
            factory,Delta,VN,,F-9\n\
            factory,Delta 2,VN,,F-9\n";
        let done = world.takes_in(None, "organisations", wrong).await;
        assert_eq!(
            reasons(&done),
            [
                (2, "import-kind-unknown"),
                (3, "organisation-name-missing"),
                (4, "import-country-unknown"),
                (5, "country-missing"),
                (6, "organisation-group-wrong"),
                (7, "import-group-unknown"),
                (8, "import-kind-stays"),
                (10, "import-line-twice"),
            ]
        );
    }
}

#[actix_web::test]
async fn a_programme_manager_registers_in_their_own_country_only() {
    for world in World::on_both().await {
        let manager = world.person("Somebody", "manager@academy.example").await;
        world.makes(manager, Role::ProgrammeManager, world.office).await;
        let list = "kind,name,country,reference\n\
            factory,Alpha Knit,VN,F-1\n\
            factory,Beta Knit,BD,F-2\n\
            academy,Second Academy,VN,A-1\n\
            factory,Padma Knit,BD,\n";
        let done = world.takes_in(Some(manager), "organisations", list).await;
        assert_eq!(done.created, 1);
        // Padma Knit is there, in Bangladesh; the list does not tell.
        let out = "organisation-out-of-reach";
        assert_eq!(reasons(&done), [(3, out), (4, out), (5, out)]);
    }
}

#[actix_web::test]
async fn a_list_of_three_hundred_costs_as_many_questions_as_a_list_of_three() {
    let world = World::new().await;
    let mut costs = Vec::new();
    for many in [3, 300] {
        let rows: String =
            (0..many).map(|n| format!("Lan,lan-{n}@b.example,Padma Knit,supervisor\n")).collect();
        let list = format!("name,email,organisation,role\n{rows}");
        let before = world.academy.db().queries();
        assert_eq!(world.previews(None, "people", &list).await.created, many);
        costs.push(world.academy.db().queries() - before);
    }
    assert_eq!(costs[0], costs[1], "{costs:?}");
}

#[actix_web::test]
async fn a_program_sends_a_list_tries_it_first_and_leaves_wrong_rows_out() {
    for world in World::on_both().await {
        let coordinator = world.coordinator_of(world.factory, "coordinator@factory.example").await;
        let mut caller = Caller::of(&world.academy, coordinator).await;
        let list = "Name,Email,Organisation,Role,Language\n\
            Lan,lan@factory.example,Hải Đăng Garment,supervisor,vi\nHoa,no address,Hải Đăng Garment,supervisor,vi\n";
        let counts = |answer: &serde_json::Value| {
            let count = |name: &str| answer[name].as_u64().unwrap();
            (count("created"), count("changed"), count("unchanged"), count("refused_count"))
        };
        let (status, tried) = caller.sends_table("/api/v1/imports/people?dry_run=true", list).await;
        assert_eq!((status, counts(&tried), &tried["state"]), (200, (1, 0, 0, 1), &"checked".into()));
        assert_eq!(tried["refused"][0]["line"], 3);
        assert!(tried["refused"][0]["reason"].as_str().unwrap().len() > 10, "{tried}");
        // Wrong rows keep the others out.
        assert_eq!(caller.sends_table("/api/v1/imports/people", list).await.1["state"], "checked");
        assert!(world.academy.letters().await.is_empty());

        let leaving_out = "/api/v1/imports/people?leave_out_refused=true";
        let (status, done) = caller.sends_table(leaving_out, list).await;
        assert_eq!((status, counts(&done), &done["state"]), (200, (1, 0, 0, 1), &"done".into()));
        assert_eq!(world.academy.letters().await.len(), 1);
        let again = caller.sends_table(leaving_out, list).await.1;
        assert_eq!(counts(&again), (0, 0, 1, 1));
        assert_eq!(world.academy.letters().await.len(), 1);
        assert_eq!(caller.gets(done["url"].as_str().unwrap()).await.1, done);

        let padded = format!("{list}{}", ",,,,\n".repeat(60_000));
        let (status, begun) = caller.sends_table(leaving_out, &padded).await;
        assert_eq!((status, &begun["state"]), (202, &"checking".into()));
        world.academy.runs_jobs().await;
        let ended = caller.gets(begun["url"].as_str().unwrap()).await.1;
        assert_eq!((counts(&ended), &ended["state"]), ((0, 0, 1, 1), &"done".into()));

        let stranger = world.person("Hoa", "hoa@elsewhere.example").await;
        let mut caller = Caller::of(&world.academy, stranger).await;
        assert_eq!(caller.sends_table("/api/v1/imports/people", list).await.0, 404);
        assert_eq!(caller.gets(done["url"].as_str().unwrap()).await.0, 404);
    }
}
