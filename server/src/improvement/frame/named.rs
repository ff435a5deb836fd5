//! The frame's points for the self-diagnosis, which lies below.

use super::store;
use crate::{
    engagement::diagnoses::points::{PointNamed, Points},
    platform::{Outcome, Read},
};

pub struct FramePoints;

#[async_trait::async_trait]
impl Points for FramePoints {
    async fn points(&self, read: &Read) -> Outcome<Vec<PointNamed>> {
        let named = |point: store::Point| PointNamed {
            code: point.code,
            cluster: point.cluster_code,
            name_en: point.name_en,
            name_vi: point.name_vi,
            valid_from: point.valid_from,
        };
        Ok(store::points(read).await?.into_iter().map(named).collect())
    }
}
