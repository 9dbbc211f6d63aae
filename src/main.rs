//! The `duban` command: see [`duban::cli`].

fn main() -> std::process::ExitCode {
    duban::cli::run()
}
