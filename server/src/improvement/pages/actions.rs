//! What is done to an item from its page.

use actix_web::{HttpResponse, Responder, http::StatusCode, web};

use super::{item, words::plan_path};
use crate::{
    improvement::{
        access::{CarryOutItem, ItemThere, SeeItem, SpeakOnItem, VerifyItem},
        commands::{self, Brought, CHANGED_MEANWHILE},
        files,
        model::{ItemState, Stance, VoiceSide},
        store::{
            evidence::{self, EvidenceId},
            voices::View,
        },
    },
    platform::{
        Actor, Db, FieldErrors, Form, Outcome, Permit, Problem, Redirect, Screen, Storage, Upload,
        storage::FileKey,
    },
};

fn back(there: &ItemThere, saying: &'static str) -> Redirect {
    Redirect::to(format!("{}/{}", plan_path(there.factory.id), there.item.id)).saying(saying)
}

/// The redirect, or the item's page again with what is wrong.
async fn answered(
    screen: &Screen,
    db: &Db,
    actor: &Actor,
    there: &ItemThere,
    form: &Form,
    done: Outcome<Redirect>,
) -> Outcome<HttpResponse> {
    match done {
        Ok(redirect) => Ok(redirect.respond_to(screen.request())),
        Err(Problem::Invalid(errors)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            item::again(screen, db, actor, there, (form, &errors), status).await
        }
        Err(Problem::Conflict(key)) if key == CHANGED_MEANWHILE => {
            let errors = FieldErrors::one("state", CHANGED_MEANWHILE);
            item::again(screen, db, actor, there, (form, &errors), StatusCode::CONFLICT).await
        }
        Err(problem) => Err(problem),
    }
}

fn seen(form: &Form) -> Outcome<i32> {
    form.text("changes").parse().map_err(|_| Problem::Conflict(CHANGED_MEANWHILE))
}

pub async fn set_state(
    screen: Screen,
    permit: Permit<CarryOutItem>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let done = try_to_set_state(&db, &permit, &form).await;
    answered(&screen, &db, &permit.actor, &permit.subject, &form, done).await
}

async fn try_to_set_state(db: &Db, permit: &Permit<CarryOutItem>, form: &Form) -> Outcome<Redirect> {
    let state = ItemState::from_word(form.text("state"));
    let state = state.ok_or_else(|| FieldErrors::one("state", "item-state-missing"))?;
    let mut once = db.begin_once(&form.key).await?;
    commands::carry_out(&mut once, permit, seen(form)?, state).await?;
    once.redirect(back(&permit.subject, "notice-item-saved")).await
}

pub async fn verify(
    screen: Screen,
    permit: Permit<VerifyItem>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let done = try_to_verify(&db, &permit, &form).await;
    answered(&screen, &db, &permit.actor, &permit.subject, &form, done).await
}

async fn try_to_verify(db: &Db, permit: &Permit<VerifyItem>, form: &Form) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::verify(&mut once, permit, seen(form)?).await?;
    once.redirect(back(&permit.subject, "notice-item-verified")).await
}

pub async fn speak(
    screen: Screen,
    permit: Permit<SpeakOnItem>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let done = try_to_speak(&db, &permit, &form).await;
    answered(&screen, &db, &permit.actor, &permit.subject, &form, done).await
}

async fn try_to_speak(db: &Db, permit: &Permit<SpeakOnItem>, form: &Form) -> Outcome<Redirect> {
    let side = VoiceSide::from_word(form.text("side")).ok_or(Problem::Denied("voice-of-other-side"))?;
    let stance = Stance::from_word(form.text("stance"));
    let view = View {
        side,
        stance: stance.ok_or_else(|| FieldErrors::one("stance", "voice-stance-missing"))?,
        text: form.text("voice_text").to_owned(),
        women_heard: form.optional("women_heard").is_some(),
        men_heard: form.optional("men_heard").is_some(),
    };
    let mut once = db.begin_once(&form.key).await?;
    commands::speak(&mut once, permit, &view).await?;
    once.redirect(back(&permit.subject, "notice-voice-saved")).await
}

pub async fn comment(
    screen: Screen,
    permit: Permit<CarryOutItem>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let done = try_to_comment(&db, &permit, &form).await;
    answered(&screen, &db, &permit.actor, &permit.subject, &form, done).await
}

async fn try_to_comment(db: &Db, permit: &Permit<CarryOutItem>, form: &Form) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::comment(&mut once, permit, form.text("comment")).await?;
    once.redirect(back(&permit.subject, "notice-comment-added")).await
}

pub async fn bring_evidence(
    screen: Screen,
    permit: Permit<CarryOutItem>,
    upload: Upload<{ files::LARGEST }>,
    db: web::Data<Db>,
    storage: web::Data<Storage>,
) -> Outcome<HttpResponse> {
    let form = upload.form.clone();
    let done = try_to_bring(&db, &storage, &permit, upload).await;
    answered(&screen, &db, &permit.actor, &permit.subject, &form, done).await
}

async fn try_to_bring(
    db: &Db,
    storage: &Storage,
    permit: &Permit<CarryOutItem>,
    upload: Upload<{ files::LARGEST }>,
) -> Outcome<Redirect> {
    let file = upload.file.ok_or_else(|| FieldErrors::one("file", "import-file-missing"))?;
    let media_type = files::taken(&file.bytes, &file.name).map_err(|key| FieldErrors::one("file", key))?;
    let bytes = file.bytes.len();
    // Before the unit of work: storing waits for disk or bucket.
    let key = storage.put(file.bytes.into()).await?;
    let note = upload.form.text("note");
    let brought = Brought { id: None, file: &key, file_name: &file.name, media_type, bytes, note };
    let mut once = db.begin_once(&upload.form.key).await?;
    commands::bring_evidence(&mut once, permit, &brought).await?;
    once.redirect(back(&permit.subject, "notice-evidence-added")).await
}

pub async fn withdraw_evidence(
    permit: Permit<CarryOutItem>,
    path: web::Path<(uuid::Uuid, uuid::Uuid, uuid::Uuid)>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<Redirect> {
    let (_, _, id) = path.into_inner();
    let mut once = db.begin_once(&form.key).await?;
    commands::withdraw_evidence(&mut once, &permit, EvidenceId(id)).await?;
    once.redirect(back(&permit.subject, "notice-evidence-withdrawn")).await
}

pub async fn download(
    permit: Permit<SeeItem>,
    path: web::Path<(uuid::Uuid, uuid::Uuid, uuid::Uuid)>,
    db: web::Data<Db>,
    storage: web::Data<Storage>,
) -> Outcome<HttpResponse> {
    let (_, _, id) = path.into_inner();
    let there = evidence::evidence(db.read(), EvidenceId(id)).await?;
    if there.item_id != permit.item.id || there.withdrawn_at.is_some() {
        return Err(Problem::NotFound);
    }
    let key = FileKey::parse(&there.file).ok_or(Problem::NotFound)?;
    Ok(files::download(&there, storage.get(&key).await?))
}
