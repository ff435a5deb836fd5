//! Answers are compressed as they are made, on the thread that made them: they are small, and actix-web's own middleware
//! gives each to a pool of threads, which cost more time than the compressing and 100 MB of memory under load. Brotli
//! gets a window no larger than a page. Assets come compressed from the build.

use std::io::{Cursor, Write};

use actix_web::{
    Error, HttpMessage,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::header::{self, AcceptEncoding, Encoding, HeaderMap, HeaderValue},
    middleware::Next,
};
use brotli::enc::BrotliEncoderParams;
use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};

/// Below it, compressing saves no packet.
const SMALLEST: usize = 900;
/// Of 0 to 11; brotli's.
const QUALITY: i32 = 4;
/// Of 0 to 9; gzip's.
const LEVEL: u32 = 5;

/// The middleware.
pub async fn compressed<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let wanted = wanted(request.get_header::<AcceptEncoding>());
    let response = next.call(request).await?.map_into_boxed_body();
    Ok(compress(response, wanted))
}

fn compress(response: ServiceResponse<BoxBody>, wanted: Option<&'static str>) -> ServiceResponse<BoxBody> {
    if !is_compressible(response.headers()) {
        return response;
    }
    let (request, response) = response.into_parts();
    let (mut response, body) = response.into_parts();
    let body = match body.try_into_bytes() {
        Ok(plain) => {
            response.headers_mut().append(header::VARY, HeaderValue::from_static("accept-encoding"));
            let packed = wanted.filter(|_| plain.len() >= SMALLEST).and_then(|way| pack(way, &plain));
            match (wanted, packed) {
                (Some(way), Some(packed)) => {
                    response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(way));
                    BoxBody::new(packed)
                }
                _ => BoxBody::new(plain),
            }
        }
        // It comes in pieces: it goes out as it comes.
        Err(streamed) => streamed,
    };
    ServiceResponse::new(request, response.set_body(body))
}

fn wanted(accepted: Option<AcceptEncoding>) -> Option<&'static str> {
    let supported = [Encoding::brotli(), Encoding::gzip(), Encoding::identity()];
    let chosen = accepted?.negotiate(supported.iter())?;
    [("br", Encoding::brotli()), ("gzip", Encoding::gzip())]
        .into_iter()
        .find_map(|(name, encoding)| (encoding == chosen).then_some(name))
}

/// Texts that nobody compressed yet.
fn is_compressible(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let is_text = kind.starts_with("text/")
        || kind.starts_with("image/svg+xml")
        || kind.starts_with("application/json")
        || kind.starts_with("application/problem+json");
    is_text && !headers.contains_key(header::CONTENT_ENCODING)
}

fn pack(way: &str, plain: &[u8]) -> Option<Bytes> {
    let mut packed = Vec::with_capacity(plain.len() / 2);
    if way == "br" {
        // The window: the power of two that holds the page.
        let window = plain.len().next_power_of_two().ilog2().clamp(10, 18);
        let parameters = BrotliEncoderParams {
            quality: QUALITY,
            lgwin: i32::try_from(window).ok()?,
            size_hint: plain.len(),
            ..Default::default()
        };
        brotli::BrotliCompress(&mut Cursor::new(plain), &mut packed, &parameters).ok()?;
    } else {
        let mut encoder = GzEncoder::new(&mut packed, Compression::new(LEVEL));
        encoder.write_all(plain).ok()?;
        encoder.finish().ok()?;
    }
    (packed.len() < plain.len()).then(|| packed.into())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use actix_web::{App, HttpResponse, middleware::from_fn, test as http_test, web};

    use super::*;

    async fn answer_to(accept: &str, kind: &'static str, length: usize) -> (Option<String>, Vec<u8>) {
        let page =
            move || async move { HttpResponse::Ok().content_type(kind).body("a page ".repeat(length)) };
        let app = App::new().wrap(from_fn(compressed)).route("/", web::get().to(page));
        let app = http_test::init_service(app).await;
        let request = http_test::TestRequest::get().insert_header((header::ACCEPT_ENCODING, accept));
        let response = http_test::call_service(&app, request.to_request()).await;
        let encoding = response.headers().get(header::CONTENT_ENCODING);
        let encoding = encoding.map(|encoding| encoding.to_str().unwrap().to_owned());
        (encoding, http_test::read_body(response).await.to_vec())
    }

    #[actix_web::test]
    async fn texts_are_compressed_as_the_browser_asks() {
        let plain = "a page ".repeat(1000).into_bytes();
        let (encoding, packed) = answer_to("gzip, deflate, br, zstd", "text/html; charset=utf-8", 1000).await;
        assert_eq!(encoding.as_deref(), Some("br"));
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut Cursor::new(&packed), &mut unpacked).unwrap();
        assert_eq!(unpacked, plain);

        let (encoding, packed) = answer_to("gzip", "application/json", 1000).await;
        assert_eq!(encoding.as_deref(), Some("gzip"));
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked, plain);
    }

    #[actix_web::test]
    async fn small_answers_pictures_and_those_who_ask_for_none_get_it_plain() {
        for (accept, kind, length) in [
            ("br", "text/html", 20),
            ("br", "image/png", 1000),
            ("identity", "text/html", 1000),
            ("br;q=0", "text/html", 1000),
        ] {
            let (encoding, body) = answer_to(accept, kind, length).await;
            assert_eq!((encoding, body.len()), (None, 7 * length), "{accept} {kind} {length}");
        }
    }
}
