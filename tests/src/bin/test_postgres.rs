//! Serves a temporary PostgreSQL: prints its address, then waits until its standard input ends.

use std::io::{Read, Write, stdin, stdout};

use tests::postgres::Postgres;

fn main() -> std::io::Result<()> {
    let postgres = Postgres::start();
    let mut output = stdout();
    writeln!(output, "{}", postgres.url())?;
    output.flush()?;
    stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}
