//! ECharts in a small JavaScript engine: option in, raw SVG out.
//!
//! One engine per thread, started when the thread draws its first chart (about 0.1 s): the
//! JavaScript runtime cannot move between threads, and starting one per chart would cost more than
//! the drawing. The engine has no clock, no chance and no way out: the same option always gives
//! the same picture, apart from counters in ids that `tidy` removes.

use std::cell::RefCell;

use rquickjs::context::EvalOptions;
use rquickjs::{CatchResultExt, Context, Ctx, Function, Object, Persistent, Runtime};

use super::fault::ChartFault;
use super::theme;

/// ECharts 5.5.1, minified, as its makers publish it (Apache-2.0). Also served to readers who ask
/// for the interactive chart.
pub const ECHARTS: &str = include_str!(concat!(env!("OUT_DIR"), "/echarts.min.js"));

/// SHA-256 of [`ECHARTS`] in lower-case hexadecimal, checked when the crate is built.
pub const ECHARTS_SHA256: &str = env!("NOEGLETAL_ECHARTS_SHA256");

/// How `charming` marks a JavaScript function inside a string of its JSON.
const FUNCTION_MARK: &str = "#*#*#*#";

/// Far more than any chart of ours needs (18 MiB); a runaway chart becomes a fault, not a crash.
const MEMORY_LIMIT: usize = 512 * 1024 * 1024;

thread_local! {
    static ENGINE: RefCell<Option<Engine>> = const { RefCell::new(None) };
}

/// Draws an option, given as JSON, at a size in pixels; returns ECharts' own SVG, not yet tidy.
///
/// # Errors
/// When the option is not JSON or carries a function, asks for an unknown kind of series, or makes
/// the engine fail. The next chart then starts with a fresh engine.
pub fn draw(option: &str, width: u32, height: u32) -> Result<String, ChartFault> {
    if option.contains(FUNCTION_MARK) {
        return Err(ChartFault::Option("it carries a JavaScript function".into()));
    }
    ENGINE
        .try_with(|slot| {
            let mut slot =
                slot.try_borrow_mut().map_err(|_| ChartFault::Engine("already drawing on this thread".into()))?;
            // Taken out while it draws: after a fault it is dropped instead of put back.
            let engine = match slot.take() {
                Some(engine) => engine,
                None => Engine::start()?,
            };
            let svg = engine.draw(option, width, height)?;
            *slot = Some(engine);
            Ok(svg)
        })
        .map_err(|_| ChartFault::Engine("the thread is ending".into()))?
}

/// A JavaScript context with ECharts loaded. The function comes first so that it is let go before
/// the context it lives in.
struct Engine {
    draw: Persistent<Function<'static>>,
    context: Context,
}

impl Engine {
    fn start() -> Result<Self, ChartFault> {
        let runtime = Runtime::new().map_err(|error| ChartFault::Engine(error.to_string()))?;
        runtime.set_memory_limit(MEMORY_LIMIT);
        let context = Context::full(&runtime).map_err(|error| ChartFault::Engine(error.to_string()))?;
        let draw = context.with(|ctx| Self::load(&ctx).catch(&ctx).map_err(engine_fault))?;
        Ok(Self { draw, context })
    }

    fn load(ctx: &Ctx<'_>) -> rquickjs::Result<Persistent<Function<'static>>> {
        // ECharts hangs itself on the top-level `this`, which strict code does not have.
        let mut loose = EvalOptions::default();
        loose.strict = false;
        ctx.eval_with_options::<(), _>(include_str!("engine_stubs.js"), loose)?;
        let mut loose = EvalOptions::default();
        loose.strict = false;
        ctx.eval_with_options::<(), _>(ECHARTS, loose)?;
        ctx.globals().set("noegletalTheme", theme::json())?;
        let draw: Function<'_> = ctx.eval(include_str!("engine.js"))?;
        Ok(Persistent::save(ctx, draw))
    }

    fn draw(&self, option: &str, width: u32, height: u32) -> Result<String, ChartFault> {
        self.context.with(|ctx| {
            let answer = self
                .draw
                .clone()
                .restore(&ctx)
                .and_then(|draw| draw.call::<_, Object<'_>>((option, width, height)))
                .catch(&ctx)
                .map_err(engine_fault)?;
            let text = |key| answer.get::<_, String>(key).catch(&ctx).map_err(engine_fault);
            let unknown = text("unknown")?;
            if unknown.is_empty() { text("svg") } else { Err(ChartFault::UnknownSeries(unknown)) }
        })
    }
}

fn engine_fault(error: rquickjs::CaughtError<'_>) -> ChartFault {
    ChartFault::Engine(error.to_string().trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_engine_that_draws_much_does_not_grow() -> Result<(), ChartFault> {
        let option = r#"{"xAxis":{"type":"category"},"yAxis":{},"animation":false,
            "series":[{"type":"bar","data":[1,2,3]},{"type":"line","data":[3,2,1]}]}"#;
        let engine = Engine::start()?;
        let mut sizes = Vec::new();
        for _ in 0..3 {
            for _ in 0..20 {
                engine.draw(option, 480, 300)?;
            }
            engine.context.runtime().run_gc();
            sizes.push(engine.context.runtime().memory_usage().malloc_size);
        }
        // One chart that is kept takes hundreds of kilobytes.
        assert!(sizes[2] - sizes[1] < 100_000, "{sizes:?}");
        Ok(())
    }
}
