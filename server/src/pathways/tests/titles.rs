//! Courses are called what they are called in the language of whoever reads; a name of the adviser's own stays.

use super::world::{World, course_step, in_days, posts, step_fields, with};
use crate::{people::store::persons, platform::Language};

async fn reads_vietnamese(world: &World, name: &str) {
    let work = world.academy.begin().await;
    persons::choose_language(&work, world.person(name), Language::Vi).await.unwrap();
    work.commit().await.unwrap();
}

/// The titles of the course, in English and in Vietnamese.
async fn titles(world: &World) -> (String, String) {
    let listings = crate::catalogue::listings(world.academy.db().read()).await.unwrap();
    let listing = listings.iter().find(|listing| listing.slug == "working-hours").unwrap();
    (listing.text_for("en").1.title, listing.text_for("vi").1.title)
}

/// A pathway whose only step is called as its course is.
async fn named_by_its_course(world: &World) -> String {
    let path = world.begins_pathway().await;
    let (step, fields) = course_step(world, &path).await;
    assert_eq!(posts(world, "adviser", &path, &step, &with(fields, "name", "")).await.status, 303);
    path
}

#[actix_web::test]
async fn a_course_is_called_in_the_language_of_whoever_reads_the_pathway() {
    for world in World::on_both().await {
        let path = named_by_its_course(&world).await;
        let (english, other) = titles(&world).await;
        assert_ne!(english, other);
        assert_eq!(world.shown(&path).await["steps"][0]["name"], *english);
        reads_vietnamese(&world, "manager").await;
        let factory = format!("/factories/{}/pathway", world.factory);
        for page in [&path, &factory] {
            let read = world.visitor("manager").await.opens(page).await.text;
            assert!(read.contains(&other) && !read.contains(&english), "{page}: {read}");
            let read = world.visitor("representative").await.opens(page).await.text;
            assert!(read.contains(&english) && !read.contains(&other), "{page}: {read}");
        }
        let api = path.replace("/pathways/", "/api/v1/pathways/");
        let (_, shown) = world.caller("manager").await.gets(&api).await;
        assert_eq!(shown["steps"][0]["name"], *other);
        world.confirmed_and_published(&path).await;
        world.academy.clock.advance(chrono::TimeDelta::days(21));
        reads_vietnamese(&world, "adviser").await;
        let home = world.visitor("adviser").await.opens("/pathways").await.text;
        assert!(home.contains(&other) && !home.contains(&english), "{home}");
        let home = world.visitor("programme").await.opens("/pathways").await.text;
        assert!(home.contains(&english) && !home.contains(&other), "{home}");
    }
}

#[actix_web::test]
async fn the_mail_about_a_course_that_moves_calls_it_in_the_language_of_its_reader() {
    for world in World::on_both().await {
        let path = named_by_its_course(&world).await;
        let (english, other) = titles(&world).await;
        reads_vietnamese(&world, "supervisor-0").await;
        world.confirmed_and_published(&path).await;
        let (step, fields) = course_step(&world, &path).await;
        let later = with(with(fields, "name", ""), "due_on", &in_days(25));
        assert_eq!(posts(&world, "adviser", &path, &step, &later).await.status, 303);
        world.confirmed_and_published(&path).await;
        world.academy.runs_jobs().await;
        let letters = world.academy.letters().await;
        for (name, told, not) in [("supervisor-0", &other, &english), ("supervisor-1", &english, &other)] {
            let address = format!("{name}@people.example");
            let own: Vec<&str> = letters
                .iter()
                .filter(|letter| letter.address == address)
                .map(|letter| letter.text.as_str())
                .collect();
            assert!(own.len() >= 2 && own.iter().all(|text| !text.contains(not.as_str())), "{own:?}");
            assert!(own.iter().any(|text| text.contains(told.as_str())), "{own:?}");
        }
    }
}

#[actix_web::test]
async fn the_same_course_in_another_language_is_no_other_name() {
    for world in World::on_both().await {
        let path = named_by_its_course(&world).await;
        let (english, other) = titles(&world).await;
        world.confirmed_and_published(&path).await;
        let (step, fields) = course_step(&world, &path).await;
        let said = with(with(fields, "name", &other), "due_on", &in_days(25));
        assert_eq!(posts(&world, "programme", &path, &step, &said).await.status, 303);
        world.confirmed_and_published(&path).await;
        let api = format!("{}/revisions", path.replace("/pathways/", "/api/v1/pathways/"));
        let (_, shown) = world.caller("adviser").await.gets(&api).await;
        let found = shown["revisions"][0]["differences"].as_array().unwrap();
        assert_eq!(found.len(), 1, "{shown}");
        assert_eq!((&found[0]["kind"], &found[0]["name"]), (&"step-moved".into(), &english.as_str().into()));
        reads_vietnamese(&world, "manager").await;
        let (_, shown) = world.caller("manager").await.gets(&api).await;
        assert_eq!(shown["revisions"][0]["differences"][0]["name"], *other);
    }
}

#[actix_web::test]
async fn a_name_of_the_advisers_own_stays_in_every_language() {
    let world = World::new().await;
    let path = world.begins_pathway().await;
    reads_vietnamese(&world, "manager").await;
    let factory = format!("/factories/{}/pathway", world.factory);
    for page in [&path, &factory] {
        let read = world.visitor("manager").await.opens(page).await.text;
        assert!(read.contains("A step"), "{read}");
    }
}

#[actix_web::test]
async fn the_progress_report_and_ones_own_data_call_a_workshop_as_its_reader_does() {
    const WRITTEN: &str = "Plan four weeks of hours by line, and compare them with the records";
    const OTHER: &str = "Lập kế hoạch giờ làm bốn tuần cho từng chuyền và đối chiếu với sổ chấm công";
    for world in World::on_both().await {
        let path = world.begins_pathway().await;
        let fields = step_fields("workshop", "", &world.stage(&path).await, &in_days(12));
        let owner = world.person("adviser").to_string();
        let workshop = with(with(fields, "name", WRITTEN), "owner", &owner);
        assert_eq!(posts(&world, "adviser", &path, "steps", &workshop).await.status, 303);
        world.confirmed_and_published(&path).await;
        let steps = world.shown(&path).await["steps"].as_array().unwrap().clone();
        let step = steps.iter().find(|step| step["kind"] == "workshop").unwrap();
        let step = format!("{path}/steps/{}", step["id"].as_str().unwrap());
        let (day, person) = (in_days(0), world.person("supervisor-0").to_string());
        let came = [("done_on", day.as_str()), ("person", person.as_str())];
        let mut adviser = world.visitor("adviser").await;
        let answer = adviser.submits(&step, &format!("{step}/presence"), &came).await;
        assert_eq!(answer.status, 303, "{}", answer.text);

        let report = format!("/factories/{}/progress-report", world.factory);
        let trainings = async |name: &str| {
            let page = world.visitor(name).await.opens(&report).await.text;
            page.split("id=\"report-trainings\"")
                .nth(1)
                .unwrap()
                .split("</section>")
                .next()
                .unwrap()
                .to_owned()
        };
        assert!(trainings("manager").await.contains(WRITTEN));
        reads_vietnamese(&world, "manager").await;
        let told = trainings("manager").await;
        assert!(told.contains(OTHER) && !told.contains(WRITTEN), "{told}");

        // What was told so far was told in English: the name in the other language is that of the row.
        world.academy.runs_jobs().await;
        let own = world.visitor("supervisor-0").await.opens("/profile/data.html").await.text;
        assert!(own.contains(WRITTEN) && !own.contains(OTHER), "{own}");
        reads_vietnamese(&world, "supervisor-0").await;
        let own = world.visitor("supervisor-0").await.opens("/profile/data.html").await.text;
        assert!(own.contains(OTHER), "{own}");
    }
}
