//! Courses brought as a zip, shown and withdrawn by administrators.

use std::{
    io::{Cursor, Write},
    path::Path,
};

use zip::{ZipWriter, write::SimpleFileOptions};

use crate::{
    organisations::store::{
        memberships::{self, NewMembership},
        organisations::{self, NewOrganisation},
    },
    people::{EmailAddress, NewPerson, PersonName, store::persons},
    platform::{
        Language, Passwords,
        roles::{OrganisationKind, Role, Sex},
    },
    testing::{TestAcademy, Visitor, now},
};

const PASSWORD: &str = "năm con trâu gặm cỏ";
const PAGE: &str = "/administration/courses";

async fn signed_in(academy: &TestAcademy, role: Role) -> Visitor<'_> {
    let hash = Passwords::new().unwrap().hash(PASSWORD).await.unwrap();
    let work = academy.begin().await;
    let kind = OrganisationKind::Academy;
    let new = NewOrganisation { kind, name: "Academy".to_owned(), country: None, part_of: None };
    let organisation = organisations::add(&work, &new).await.unwrap();
    let address = format!("{}@academy.example", role.word());
    let new = NewPerson {
        name: PersonName::parse("Trần Văn Minh").unwrap(),
        email: EmailAddress::parse(&address).unwrap(),
        language: Language::En,
        sex: Sex::NotStated,
        password_hash: Some(hash),
    };
    let person = persons::add(&work, &new).await.unwrap();
    let starts_on = now().date_naive();
    let new = NewMembership { person, organisation, role, starts_on, ends_on: None, granted_by: person };
    memberships::add(&work, &new).await.unwrap();
    work.commit().await.unwrap();
    let mut visitor = academy.visitor().await;
    let fields = [("email", &*address), ("password", PASSWORD), ("next", "/")];
    assert_eq!(visitor.submits("/sign-in", "/sign-in", &fields).await.status, 303);
    visitor
}

/// The first course of the library, packed as authors pack it: in a folder, beside what their system hides there.
fn packed(change: impl Fn(&str, Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../courses/library/responsible-purchasing");
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let mut folders = vec![folder.clone()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned();
            archive.start_file(format!("my course/{name}"), SimpleFileOptions::default()).unwrap();
            archive.write_all(&change(&name, std::fs::read(&path).unwrap())).unwrap();
        }
    }
    archive.start_file("my course/.DS_Store", SimpleFileOptions::default()).unwrap();
    archive.finish().unwrap().into_inner()
}

#[actix_web::test]
async fn a_course_is_brought_looked_at_shown_and_withdrawn() {
    for academy in TestAcademy::on_both().await {
        let mut administrator = signed_in(&academy, Role::Administrator).await;
        assert!(administrator.opens(PAGE).await.text.contains("No course yet"));
        let zip = packed(|_, content| content);
        let answer = administrator.uploads(PAGE, PAGE, ("course.zip", &zip)).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        let path = answer.location.unwrap();
        assert_eq!(path, format!("{PAGE}/responsible-purchasing"));
        let mut visitor = academy.visitor().await;
        assert_eq!(visitor.opens("/courses/responsible-purchasing").await.status, 404);
        for language in ["en", "vi"] {
            let preview = administrator.opens(&format!("{path}/versions/1?language={language}")).await;
            assert!(preview.status == 200 && preview.text.contains("<details"), "{}", preview.text);
        }
        assert_eq!(administrator.opens(&format!("{path}/versions/2")).await.status, 404);

        assert_eq!(administrator.submits(&path, &format!("{path}/publication"), &[]).await.status, 303);
        assert_eq!(visitor.opens("/courses/responsible-purchasing").await.status, 200);
        // The same zip again is no new version; a changed one is, and waits to be shown.
        administrator.uploads(PAGE, PAGE, ("course.zip", &zip)).await;
        assert!(!administrator.opens(&path).await.text.contains("Version 2"));
        let changed = packed(|name, content| match name {
            "course.toml" => String::from_utf8(content).unwrap().replace("en = \"", "en = \"New: ").into(),
            _ => content,
        });
        let answer = administrator.uploads(PAGE, PAGE, ("course.zip", &changed)).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        assert!(administrator.opens(&path).await.text.contains("Version 2"));
        assert!(!visitor.opens("/courses/responsible-purchasing").await.text.contains("New: "));
        administrator.submits(&path, &format!("{path}/publication"), &[]).await;
        assert!(visitor.opens("/courses/responsible-purchasing").await.text.contains("New: "));
        administrator.submits(&path, &format!("{path}/withdrawal"), &[]).await;
        assert_eq!(visitor.opens("/courses/responsible-purchasing").await.status, 404);
    }
}

#[actix_web::test]
async fn what_is_wrong_in_a_zip_is_named_by_file_line_and_sentence() {
    let academy = TestAcademy::new().await;
    let mut administrator = signed_in(&academy, Role::Administrator).await;
    let broken = packed(|name, content| match name {
        "course.toml" => [b"colour = \"red\"\n".to_vec(), content].concat(),
        _ => content,
    });
    let answer = administrator.uploads(PAGE, PAGE, ("course.zip", &broken)).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text.contains("course.toml") && answer.text.contains("<table"), "{}", answer.text);

    let mut climbing = ZipWriter::new(Cursor::new(Vec::new()));
    climbing.start_file("../../course.toml", SimpleFileOptions::default()).unwrap();
    let mut bomb = ZipWriter::new(Cursor::new(Vec::new()));
    bomb.start_file("course.toml", SimpleFileOptions::default()).unwrap();
    bomb.write_all(&vec![0; 20 * 1024 * 1024]).unwrap();
    let mut other = ZipWriter::new(Cursor::new(Vec::new()));
    other.start_file("holiday.txt", SimpleFileOptions::default()).unwrap();
    for (name, bytes, words) in [
        ("a.zip", climbing.finish().unwrap().into_inner(), "outside"),
        ("b.zip", bomb.finish().unwrap().into_inner(), "too large"),
        ("c.zip", other.finish().unwrap().into_inner(), "no course.toml"),
        ("d.zip", b"no zip at all".to_vec(), "no zip archive"),
        ("", Vec::new(), "Choose"),
    ] {
        let answer = administrator.uploads(PAGE, PAGE, (name, &bytes)).await;
        assert!(answer.status == 422 && answer.text.contains(words), "{words}: {}", answer.text);
    }
}

#[actix_web::test]
async fn only_administrators_keep_courses() {
    for academy in TestAcademy::on_both().await {
        let mut manager = signed_in(&academy, Role::ProgrammeManager).await;
        assert_eq!(manager.opens(PAGE).await.status, 404);
        assert_eq!(manager.uploads("/profile", PAGE, ("course.zip", b"x")).await.status, 404);
    }
}
