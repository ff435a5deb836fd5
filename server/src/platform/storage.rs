//! Files: in the data folder, or in a bucket that speaks S3. A file's key is the hash of its content, so that writing
//! it twice changes nothing and nobody overwrites anything.

use std::{path::Path, sync::Arc, time::Duration};

use anyhow::{Context, bail};
use bytes::Bytes;
use futures_util::TryStreamExt;
use object_store::{
    BackoffConfig, ClientOptions, Error, ObjectStore, ObjectStoreExt, RetryConfig,
    aws::{AmazonS3Builder, AmazonS3ConfigKey},
    local::LocalFileSystem,
    path::Path as StorePath,
};
use sea_orm::{
    ConnectionTrait, DbErr,
    sea_query::{Expr, ExprTrait, Query, UnionType},
};
use sha2::{Digest, Sha256};
use url::Url;

use super::{Outcome, Problem, Read, secrets};

const ANSWERS_WITHIN: Duration = Duration::from_secs(20);
const CONNECTS_WITHIN: Duration = Duration::from_secs(3);

/// The files of the Academy. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Storage(Arc<dyn ObjectStore>);

/// SHA-256 of a file's content, as 64 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FileKey(String);

impl FileKey {
    pub fn of(content: &[u8]) -> Self {
        Self(secrets::hexadecimal(&Sha256::digest(content)))
    }

    pub fn parse(text: &str) -> Option<Self> {
        let well = text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        well.then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Folders of two digits keep every one of them small.
    fn path(&self) -> StorePath {
        StorePath::from(format!("{}/{}", self.0.get(..2).unwrap_or_default(), self.0))
    }
}

impl TryFrom<String> for FileKey {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        Self::parse(&text).ok_or("not the key of a file")
    }
}

impl From<FileKey> for String {
    fn from(key: FileKey) -> Self {
        key.0
    }
}

/// Where keys of files stand that must stay, as table and column: what lets go of a file asks here first, for the same
/// content has one key, whoever brought it. Hung on the store when the server starts.
#[derive(Clone, Debug, Default)]
pub struct FilesInUse(pub Vec<(&'static str, &'static str)>);

impl FilesInUse {
    /// Whether any of these columns names the file, in one query.
    pub async fn has(&self, read: &Read, file: &FileKey) -> Outcome<bool> {
        let named = |(table, column): &(&'static str, &'static str)| {
            let mut select = Query::select();
            select.expr(Expr::val(1)).from(*table).and_where(Expr::col(*column).eq(file.as_str())).take()
        };
        let mut each = self.0.iter().map(named);
        let Some(mut all) = each.next() else { return Ok(false) };
        for more in each {
            all.union(UnionType::All, more);
        }
        Ok(read.query_one(&all).await?.is_some())
    }

    /// Every file that these columns name, each with the table that names it, in one query.
    pub async fn all(&self, read: &Read) -> Outcome<Vec<(FileKey, String)>> {
        let named = |(table, column): &(&'static str, &'static str)| {
            let mut select = Query::select();
            let file = Expr::col(*column);
            select.expr_as(file.clone(), "file").expr_as(Expr::val(*table), "named_by").from(*table);
            select.and_where(file.is_not_null()).take()
        };
        let mut each = self.0.iter().map(named);
        let Some(mut all) = each.next() else { return Ok(Vec::new()) };
        for more in each {
            all.union(UnionType::Distinct, more);
        }
        let rows = read.query_all(&all).await?;
        let pairs = rows.iter().map(|row| Ok((row.try_get("", "file")?, row.try_get("", "named_by")?)));
        let pairs: Vec<(String, String)> = pairs.collect::<Result<_, DbErr>>()?;
        Ok(pairs.into_iter().filter_map(|(file, table)| Some((FileKey::parse(&file)?, table))).collect())
    }
}

impl Storage {
    /// Opens `s3://bucket?endpoint=…&region=…` (credentials from `AWS_…` variables), or the folder `files` in `data`.
    ///
    /// # Errors
    /// A folder that cannot be made, or an address that names no bucket. Whether a bucket answers, [`Storage::reach`]
    /// tells.
    pub fn open(url: Option<&str>, data: &Path) -> anyhow::Result<Self> {
        match url {
            Some(url) => Self::bucket(url),
            None => Self::folder(&data.join("files")),
        }
    }

    fn folder(folder: &Path) -> anyhow::Result<Self> {
        std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true).with_automatic_cleanup(true);
        Ok(Self(Arc::new(store)))
    }

    fn bucket(url: &str) -> anyhow::Result<Self> {
        let url = Url::parse(url).context("ACADEMY_STORAGE_URL is no address")?;
        let Some(bucket) = url.host_str().filter(|_| url.scheme() == "s3") else {
            bail!("ACADEMY_STORAGE_URL must look like s3://bucket?endpoint=https://host&region=name");
        };
        let mut builder = AmazonS3Builder::from_env()
            .with_bucket_name(bucket)
            .with_client_options(
                ClientOptions::new()
                    .with_config(object_store::ClientConfigKey::AllowHttp, "true")
                    .with_timeout(ANSWERS_WITHIN)
                    .with_connect_timeout(CONNECTS_WITHIN),
            )
            .with_retry(RetryConfig {
                backoff: BackoffConfig::default(),
                max_retries: 2,
                retry_timeout: Duration::from_secs(10),
            });
        let mut region = None;
        for (name, value) in url.query_pairs() {
            match &*name {
                "endpoint" => builder = builder.with_endpoint(value),
                "region" => region = Some(value.into_owned()),
                other => bail!("ACADEMY_STORAGE_URL takes endpoint and region, not {other}"),
            }
        }
        let given = region.or_else(|| builder.get_config_value(&AmazonS3ConfigKey::Region));
        let builder = builder.with_region(given.unwrap_or_else(|| "us-east-1".to_owned()));
        Ok(Self(Arc::new(builder.build().context("ACADEMY_STORAGE_URL cannot be used")?)))
    }

    /// Keeps `content` and names it. When this returns, it is on disk or in the bucket.
    pub async fn put(&self, content: Bytes) -> Outcome<FileKey> {
        let key = FileKey::of(&content);
        if !self.exists(&key).await? {
            self.0.put(&key.path(), content.into()).await.map_err(away)?;
        }
        Ok(key)
    }

    /// # Errors
    /// `Problem::NotFound` when there is no such file.
    pub async fn get(&self, key: &FileKey) -> Outcome<Bytes> {
        let found = self.0.get(&key.path()).await.map_err(away)?;
        found.bytes().await.map_err(away)
    }

    pub async fn exists(&self, key: &FileKey) -> Outcome<bool> {
        match self.0.head(&key.path()).await {
            Ok(_) => Ok(true),
            Err(Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(away(error)),
        }
    }

    /// The keys of all files, in their order.
    pub async fn list(&self) -> Outcome<Vec<FileKey>> {
        let mut keys: Vec<FileKey> = self
            .0
            .list(None)
            .try_filter_map(|file| async move { Ok(file.location.filename().and_then(FileKey::parse)) })
            .try_collect()
            .await
            .map_err(away)?;
        keys.sort();
        Ok(keys)
    }

    /// Deletes a file; one that is not there is as good as deleted.
    pub async fn delete(&self, key: &FileKey) -> Outcome<()> {
        match self.0.delete(&key.path()).await {
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(away(error)),
        }
    }

    /// Something small that is overwritten, unlike files; backups and lists of files leave it out.
    pub async fn keep_note(&self, name: &'static str, content: Bytes) -> Outcome<()> {
        self.0.put(&note_path(name), content.into()).await.map_err(away)?;
        Ok(())
    }

    pub async fn note(&self, name: &'static str) -> Outcome<Option<Bytes>> {
        match self.0.get(&note_path(name)).await {
            Ok(found) => Ok(Some(found.bytes().await.map_err(away)?)),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(away(error)),
        }
    }

    /// Asks for a file that is never there; any answer is a good one.
    pub async fn reach(&self) -> Outcome<()> {
        self.exists(&FileKey("0".repeat(64))).await.map(|_| ())
    }
}

fn note_path(name: &'static str) -> StorePath {
    StorePath::from(format!("notes/{name}"))
}

fn away(error: Error) -> Problem {
    match error {
        Error::NotFound { .. } => Problem::NotFound,
        other => Problem::Unavailable(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn storage() -> (tempfile::TempDir, Storage) {
        let folder = tempfile::tempdir().unwrap();
        let storage = Storage::open(None, folder.path()).unwrap();
        (folder, storage)
    }

    #[tokio::test]
    async fn a_file_is_found_again_under_the_hash_of_its_content() {
        let (_folder, storage) = storage();
        let key = storage.put(Bytes::from_static(b"a picture")).await.unwrap();
        assert_eq!(storage.put(Bytes::from_static(b"a picture")).await.unwrap(), key);
        let other = storage.put(Bytes::from_static(b"another")).await.unwrap();
        assert_eq!(key, FileKey::of(b"a picture"));
        assert_eq!(storage.get(&key).await.unwrap(), Bytes::from_static(b"a picture"));
        let mut both = vec![key.clone(), other.clone()];
        both.sort();
        assert_eq!(storage.list().await.unwrap(), both);

        storage.delete(&key).await.unwrap();
        storage.delete(&key).await.unwrap();
        assert!(!storage.exists(&key).await.unwrap());
        assert!(matches!(storage.get(&key).await, Err(Problem::NotFound)));
        assert_eq!(storage.list().await.unwrap(), [other]);
        storage.reach().await.unwrap();
    }

    #[tokio::test]
    async fn a_folder_that_went_away_is_unavailable() {
        let (folder, storage) = storage();
        let files = folder.path().join("files");
        std::fs::remove_dir_all(&files).unwrap();
        std::fs::write(&files, "a file where the folder was").unwrap();
        let put = storage.put(Bytes::from_static(b"lost")).await;
        assert!(matches!(put, Err(Problem::Unavailable(_))), "{put:?}");
    }

    #[tokio::test]
    async fn a_bucket_that_does_not_answer_is_unavailable() {
        let url = "s3://files?endpoint=http://127.0.0.1:9&region=here";
        let storage = Storage::bucket(url).unwrap();
        assert!(matches!(storage.reach().await, Err(Problem::Unavailable(_))));
        assert!(Storage::bucket("https://files").is_err());
        assert!(Storage::bucket("s3://files?colour=red").is_err());
    }

    #[test]
    fn a_key_is_a_hash_and_nothing_else() {
        let hash = FileKey::of(b"x");
        assert_eq!(FileKey::parse(hash.as_str()), Some(hash.clone()));
        for text in ["", "../../etc/passwd", &hash.as_str().to_uppercase(), &format!("{}0", hash.as_str())] {
            assert_eq!(FileKey::parse(text), None, "{text}");
        }
    }
}
