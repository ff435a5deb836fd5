//! Saving, restoring, and what happens while the files are away.

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use tests::academy::binary;
use tests::store::Place;
use tests::{Academy, Bucket, Store, on_both_stores};

/// The SHA-256 of "a picture", which is its name.
const PICTURE: &str = "92b2fa58028958317e408bd84ecfa70f5ee35b121991dbc232c49d166353708b";

fn picture_in(files: &Path) -> std::path::PathBuf {
    files.join(&PICTURE[..2]).join(PICTURE)
}

/// What `academy restore` says, in an Academy that was never started.
fn restores(place: &Place, backup: &Path) -> Result<String, String> {
    let mut command = Command::new(binary());
    command.arg("restore").arg(backup).env("ACADEMY_DATA", place.data());
    command.env("ACADEMY_SECRET", "a secret that only these tests know");
    match place.database_url() {
        Some(url) => command.env("ACADEMY_DATABASE_URL", url),
        None => command.env_remove("ACADEMY_DATABASE_URL"),
    };
    let output = command.env_remove("ACADEMY_STORAGE_URL").output().expect("the command starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) }
}

async fn what_was_saved_from_a_bucket_while_serving_is_restored_into_a_folder(store: Store) {
    let bucket = Bucket::start().await;
    let academy = Academy::on(store).bucket(&bucket).start().await;
    let file = picture_in(&bucket.folder().join("academy"));
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(file, "a picture").unwrap();

    let folder = TempDir::new().unwrap();
    let backup = folder.path().join("academy.zip");
    academy.runs(&["backup", backup.to_str().unwrap()]).await;
    assert_eq!(academy.visitor().opens("/readyz").await.status, 200);

    let place = Place::empty(store);
    let said = restores(&place, &backup).expect("an empty Academy takes the backup");
    assert!(said.contains("(1 files)"), "{said}");
    assert_eq!(std::fs::read_to_string(picture_in(&place.data().join("files"))).unwrap(), "a picture");
    let refusal = restores(&place, &backup).expect_err("a restore never overwrites");
    assert!(refusal.contains("not empty"), "{refusal}");
}

async fn a_server_whose_bucket_is_away_is_not_ready_and_is_again_when_it_is_back(store: Store) {
    let mut bucket = Bucket::start().await;
    let academy = Academy::on(store).bucket(&bucket).start().await;
    let mut visitor = academy.visitor();
    assert_eq!(visitor.opens("/readyz").await.status, 200);
    bucket.stop().await;
    assert_eq!(visitor.opens("/readyz").await.status, 503);
    assert_eq!(visitor.opens("/healthz").await.status, 200);
    bucket.restart().await;
    assert_eq!(visitor.opens("/readyz").await.status, 200);
}

async fn a_bucket_with_another_secret_is_not_ready(store: Store) {
    let bucket = Bucket::start().await;
    let setup = Academy::on(store).bucket(&bucket).setting("AWS_SECRET_ACCESS_KEY", "another-secret");
    let academy = setup.start().await;
    assert_eq!(academy.visitor().opens("/readyz").await.status, 503);
}

on_both_stores!(
    what_was_saved_from_a_bucket_while_serving_is_restored_into_a_folder,
    a_server_whose_bucket_is_away_is_not_ready_and_is_again_when_it_is_back,
    a_bucket_with_another_secret_is_not_ready,
);

#[test]
fn an_empty_data_folder_is_told_in_a_sentence() {
    for command in ["verify", "rebuild", "backup"] {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("academy.zip");
        let output = Command::new(binary())
            .arg(command)
            .args((command == "backup").then_some(file))
            .env("ACADEMY_DATA", folder.path())
            .env_remove("ACADEMY_DATABASE_URL")
            .output()
            .expect("the command starts");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && said.contains("holds no Academy yet"), "{command}: {said}");
        assert!(!folder.path().join("academy.db").exists(), "{command} makes no database");
    }
}

#[test]
fn who_has_read_enough_of_the_document_may_leave() {
    let script = r#""$0" openapi | head -c 1; exit "${PIPESTATUS[0]}""#;
    let output = Command::new("bash").args(["-c", script]).arg(binary()).output().expect("bash starts");
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
