//! The code lists of a publication as they are written, column by column.

use super::list::raw_row;

raw_row! {
    /// `data/codes/akasser.csv`.
    #[expect(dead_code, reason = "some columns are for those who keep the list, and only have to be known")]
    RawAkasse {
        id: Needed,
        name: Needed,
        short: Needed,
        label_2021: Optional,
        aliases: Optional,
        code: Optional,
        valid_from: Optional,
        valid_to: Optional,
        successor: Optional,
        insured: Optional,
        note: Optional,
        source: Optional,
        verified: Optional,
    }
    /// `data/codes/akasse_events.csv`.
    #[expect(dead_code, reason = "some columns are for those who keep the list, and only have to be known")]
    RawAkasseEvent {
        date: Needed,
        kind: Needed,
        from: Needed,
        to: Needed,
        text_da: Needed,
        text_en: Needed,
        source: Optional,
        verified: Optional,
    }
    /// `data/codes/areas.csv`.
    #[expect(dead_code, reason = "some columns are for those who keep the list, and only have to be known")]
    RawArea {
        kind: Needed,
        id: Needed,
        name: Needed,
        short: Needed,
        code: Optional,
        aliases: Optional,
        valid_from: Optional,
        valid_to: Optional,
        note: Optional,
        source: Optional,
        verified: Optional,
    }
    /// `data/codes/area_members.csv`.
    #[expect(dead_code, reason = "some columns are for those who keep the list, and only have to be known")]
    RawMember {
        parent: Needed,
        child: Needed,
        valid_from: Optional,
        valid_to: Optional,
        source: Optional,
    }
}
