use super::*;
#[test]
fn print_all() {
    for f in [
        "", "ro=direct", "ro=new", "de=modern_work&im=24&bt=1200000", "de=modern_work&im=24&bt=1200000&sp=asfp&mf=true&sc=true&ah=2&ma=true&ve=true&as=true&cr=true&da=true",
        "im=24&bt=1200000&sp=asfp&mf=true&sc=true&ah=2&ma=true&ve=true&as=true&cr=true&da=true",
        "im=24&bt=1200000&rem=2000000&sp=asfp&mf=true&sc=true&ah=2&ma=true&ve=true&as=true&cr=true&da=true",
        "im=24&bt=3200000&rem=2000000&de=modern_work&sp=asfp&mf=true&sc=true&ah=2&ma=true&ve=true&as=true&cr=true&da=true",
        "im=24&bt=3200000&rem=2000000&de=modern_work&sp=asfp&mf=true&sc=true&ah=2&ma=true&ve=true&as=true&cr=true",
        "im=24&bt=3200000&rem=2000000&de=modern_work&sp=none&mf=true",
        "im=24&rem=2000000&dmm=20&dms=20&dmb=20&dma=12&0mgm=15&0mgs=15&0mgb=15&0mga=7.2",
        "rem=0&res=0&reb=0&rea=0", "ro=direct&au=suspended", "ro=direct&bt=1500000&de=", "ro=direct&bt=1500000&de=modern_work&rem=1500000",
        "ro=direct&bt=1500000&de=modern_work&rem=1500000&sp=none",
        "de=modern_work&im=24&bt=1200000&dma=2",
        "de=modern_work&im=24&bt=1200000&rem=1400000&rea=700000&0mga=11.9",
        "rem=10000&res=0&reb=0&rea=0", "im=24&bt=1300000&rem=1000000&ds=80000", "1na=Zuid&1mga=20&rem=480000",
    ] {
        let opened = crate::link::decode(f);
        assert!(opened.problems.is_empty(), "{:?}", opened.problems);
        let state = std::rc::Rc::new(crate::app::State::new(opened, crate::engine::date::Date::literal(2026, 11, 22)));
        println!("#{f}");
        for l in [crate::i18n::Language::Nl, crate::i18n::Language::En] {
            let view = View::new(crate::i18n::Locale::embedded(l), state.clone()).complete();
            let v = verdict(&view);
            if l == crate::i18n::Language::Nl {
                let a = &view.answer;
                println!("   {:?} d={} cash={} p10={} p90={} net={:?}", a.recommendation.choice, a.difference.reported(), a.difference_cash.reported(), view.uncertainty.as_ref().unwrap().p10.reported(), view.uncertainty.as_ref().unwrap().p90.reported(), a.channels.iter().map(|c| c.net.reported().to_string()).collect::<Vec<_>>());
            }
            println!("   {}", v.sentence.plain());
            for x in v.lines { println!("     - {}", x.plain()); }
            for x in v.tipping { println!("     ~ {}", x.plain()); }
            println!("     = {}", v.short.plain());
        }
    }
}
