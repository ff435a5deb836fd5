//! What is to be said of the secret after a restore: a backup does not hold it, and the audit is sealed under it.

use super::opening;
use crate::{
    platform::{
        Clock, Db, Ids,
        audit::{AuditKey, chain},
        secrets::Secret,
    },
    settings::Settings,
};

/// What is to be said, if anything.
pub async fn said(settings: &Settings) -> anyhow::Result<Option<String>> {
    let file = settings.data_folder().join(opening::SECRET);
    let secret = match (&settings.secret, &settings.database_url) {
        (Some(text), _) => Secret::parse(text),
        (None, None) if file.exists() => Secret::parse(&std::fs::read_to_string(&file)?),
        (None, _) => None,
    };
    let put = match settings.database_url {
        Some(_) => "set ACADEMY_SECRET".to_owned(),
        None => format!("set ACADEMY_SECRET, or put it into {}", file.display()),
    };
    let Some(secret) = secret else {
        return Ok(Some(format!(
            "before the first start bring the secret of the Academy that this backup was made of ({put}): without it \
             the audit of until now can never be checked again"
        )));
    };
    let db = Db::open(&opening::store(settings)?, Clock::default(), Ids::default()).await?;
    let db = db.attach(AuditKey::of(&secret)?);
    let same = chain::is_under_this_secret(&db).await;
    db.close().await?;
    Ok((!same?).then(|| {
        format!(
            "the secret that is set is not the one of the Academy that this backup was made of ({put}): under another \
             one the audit of until now can never be checked again"
        )
    }))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::{
        app::Academy,
        platform::{PersonId, audit, db},
        settings::CommandLine,
    };

    async fn audits(academy: &Academy) {
        let work = academy.db.begin().await.unwrap();
        let (actor, subject) = (PersonId(work.new_id()), work.new_id());
        audit::write(&work, actor, audit::Entry::of("people.suspend", "person", subject)).await.unwrap();
        work.commit().await.unwrap();
        chain::link(&academy.db, &academy.storage, chain::Since::TheBeginning).await.unwrap();
    }

    #[actix_web::test]
    async fn a_secret_that_is_missing_or_another_one_is_told_in_a_sentence() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().to_str().unwrap();
        let settings = CommandLine::parse_from(["academy", "--data", data, "verify"]).settings;
        db::migrate(&opening::store(&settings).unwrap()).await.unwrap();
        let missing = said(&settings).await.unwrap().unwrap();
        assert!(missing.contains("before the first start"), "{missing}");

        let academy = opening::open(&settings, "http://localhost").await.unwrap();
        audits(&academy).await;
        academy.db.close().await.unwrap();
        assert_eq!(said(&settings).await.unwrap(), None);

        std::fs::write(folder.path().join("secret"), "another secret that is as long as secrets are")
            .unwrap();
        let other = said(&settings).await.unwrap().unwrap();
        assert!(other.contains("is not the one"), "{other}");
        let academy = opening::open(&settings, "http://localhost").await.unwrap();
        let broken = chain::broken(&academy.db, &academy.storage).await.unwrap();
        assert_eq!(broken.iter().map(chain::Broken::count).sum::<i64>(), 1, "{broken:?}");
    }
}
