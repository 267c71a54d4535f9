//! The TOML files of a publication as they are written, key by key.

use super::shape::raw_table;
use super::value::{Named, Numbers, Tables, Words, Written};
use crate::model::{Decimal, Text};

raw_table! {
    /// `noegletal.toml`.
    RawPublication {
        title: Needed Text,
        publisher: Needed String,
        language: Needed String,
        languages: Optional Words,
        time_zone: Needed String,
        release_hour: Needed Written,
        base_url: Needed String,
        contact: Needed RawContact,
        licence: Needed RawLicence,
        disclosure: Needed RawProtection,
        plausibility: Optional RawPlausibility,
        formats: Optional Words,
    }
    /// Where readers can write or call.
    RawContact {
        name: Needed String,
        email: Needed String,
        phone: Optional String,
    }
    /// What others may do with the figures.
    RawLicence {
        id: Needed String,
        title: Needed String,
        url: Needed String,
    }
    /// What is held back.
    RawProtection {
        minimum_count: Needed u64,
        sensitive_minimum_count: Optional u64,
        zeros_are_sensitive: Optional bool,
        interval_width: Optional u64,
        answers: Optional Numbers,
        text: Needed Text,
    }
    /// `data/measures/<id>.toml`.
    RawMeasure {
        title: Needed Text,
        short: Needed Text,
        definition: Needed Text,
        population: Optional Text,
        numerator: Optional Text,
        denominator: Optional Text,
        note: Optional Text,
        binds: Optional Text,
        kind: Needed String,
        unit: Needed String,
        decimals: Needed u64,
        direction: Needed String,
        dimensions: Needed Words,
        areas: Optional Words,
        over_months: Needed String,
        over_akasser: Needed String,
        over_areas: Needed String,
        summary_months: Optional u64,
        interval: Optional Tables<RawInterval>,
        r#break: Optional Tables<RawBreak>,
        rule: Optional Tables<RawRule>,
        compared_with: Optional Written,
        plausibility: Optional RawPlausibility,
        disclosure: Optional RawMeasureDisclosure,
        source: Optional String,
        derived: Optional RawDerived,
        identity: Optional Tables<RawIdentity>,
    }
    /// How a measure follows from another.
    RawDerived {
        of: Needed String,
        rule: Needed String,
        baseline: Needed Written,
    }
    /// What must hold between a measure and another.
    RawIdentity {
        of: Needed String,
        rule: Needed String,
    }
    /// Which changes are too large to pass without a look.
    RawPlausibility {
        month_percent: Optional u64,
        year_percent: Optional u64,
        month_points: Optional u64,
        year_points: Optional u64,
        at_least: Optional u64,
        level_shift_percent: Optional u64,
        level_shift_points: Optional u64,
        level_months: Optional u64,
        latest_low_percent: Optional u64,
    }
    /// A run of months with the same standing.
    RawInterval {
        from: Needed Written,
        to: Optional Written,
        excluded: Optional bool,
        not_applicable: Optional bool,
        reason: Optional Text,
    }
    /// A break in the series.
    RawBreak {
        at: Needed Written,
        text: Needed Text,
    }
    /// A rule of its own time.
    RawRule {
        from: Optional Written,
        to: Optional Written,
        text: Needed Text,
    }
    /// What is declared about showing a measure.
    RawMeasureDisclosure {
        published_by_owner: Optional bool,
        owner: Optional String,
        source: Optional String,
        minimum_count: Optional u64,
        interval_width: Optional u64,
        sensitive: Optional bool,
    }
    /// `data/targets.toml`.
    RawTargets {
        target: Optional Tables<RawTarget>,
    }
    /// A target of the register.
    RawTarget {
        id: Needed String,
        measure: Optional String,
        class: Needed String,
        status: Needed String,
        rule: Needed String,
        value: Optional Decimal,
        title: Needed Text,
        label: Needed String,
        akasse: Optional Words,
        area: Optional Words,
        binds: Needed Text,
        baseline: Optional Written,
        from: Optional Written,
        to: Optional Written,
        source: Needed String,
        consequence: Optional bool,
        follows_from: Optional Words,
        step: Optional Tables<RawStep>,
        comparator: Optional Text,
        judged_on: Optional String,
        note: Optional Text,
    }
    /// Something that happened to a target.
    RawStep {
        at: Needed Written,
        status: Needed String,
        text: Needed Text,
    }
    /// `data/follow_up.toml`.
    RawFollowUp {
        watch: Optional Tables<RawWatch>,
        pair: Optional Tables<RawPair>,
    }
    /// A rule of the watch list.
    RawWatch {
        id: Needed String,
        title: Needed Text,
        text: Needed Text,
        who: Needed String,
        rule: Needed String,
        measure: Optional String,
        over_months: Optional u64,
        from_at_least: Optional u64,
        in_percent: Optional bool,
        target: Optional String,
        months: Optional u64,
        at_most: Optional u64,
        source: Optional String,
    }
    /// An area and a fund that have a page of their own together.
    RawPair {
        area: Needed String,
        akasse: Needed String,
    }
    /// `data/calendar.toml`.
    RawCalendar {
        release: Optional Tables<RawAnnouncedRelease>,
        meeting: Optional Tables<RawMeeting>,
        recurring: Optional Tables<RawRecurring>,
    }
    /// An announced release.
    RawAnnouncedRelease {
        id: Needed String,
        period: Needed Written,
        version: Optional u64,
        date: Needed Written,
        time: Optional Written,
        status: Needed String,
        logged: Optional Written,
        title: Needed Text,
        note: Optional Text,
        source: Optional String,
        synthetic: Optional bool,
        uncounted: Optional Text,
        change: Optional Tables<RawDateChange>,
        cancellation: Optional RawCancellation,
    }
    /// A changed date.
    RawDateChange {
        logged: Needed Written,
        from: Needed Written,
        to: Needed Written,
        reason: Needed Text,
    }
    /// The notice that something will not come.
    RawCancellation {
        logged: Needed Written,
        notice: Needed Text,
    }
    /// A meeting.
    RawMeeting {
        id: Needed String,
        kind: Needed String,
        date: Needed Written,
        time: Optional Written,
        status: Optional String,
        logged: Optional Written,
        title: Needed Text,
        note: Optional Text,
        venue: Optional Text,
        documents: Optional Words,
        editions: Optional Words,
        minutes: Optional String,
        source: Optional String,
        synthetic: Optional bool,
        change: Optional Tables<RawDateChange>,
        cancellation: Optional RawCancellation,
    }
    /// What is to happen every year.
    RawRecurring {
        kind: Needed String,
        times_per_year: Optional u64,
        title: Needed Text,
        source: Optional String,
    }
    /// `data/<YYYY-MM>/v<N>/release.toml`.
    RawRelease {
        period: Needed Written,
        published: Needed Written,
        status: Needed String,
        class: Needed String,
        reason: Optional String,
        synthetic: Optional bool,
        withdrawn: Optional Words,
        documents: Optional Words,
        note: Optional Text,
        table: Optional Tables<RawTable>,
        expected: Optional Tables<RawExpected>,
    }
    /// A file of a delivery.
    RawTable {
        file: Needed String,
        measure: Optional String,
        layout: Optional String,
        sheet: Optional String,
        header: Optional Numbers,
        footer: Optional u64,
        rows: Optional Words,
        columns: Optional String,
        value: Optional String,
        numerator: Optional String,
        denominator: Optional String,
        ignore: Optional Words,
        total: Optional String,
        blank: Optional String,
        symbols: Optional Named,
        period: Optional Written,
        akasse: Optional String,
        area: Optional String,
        missing: Optional Tables<RawMissing>,
    }
    /// Cells that are blank for a reason.
    RawMissing {
        period: Needed Words,
        akasse: Optional Words,
        area: Optional Words,
        status: Needed String,
        note: Optional Text,
    }
    /// A key figure that is promised.
    RawExpected {
        measure: Needed String,
        expected: Needed Written,
        first_period: Optional Written,
        text: Needed Text,
    }
}
