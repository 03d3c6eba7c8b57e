//! Short forms of first names, from general knowledge.

use super::letters;

/// A first name and the short forms that newspapers use.
const NICKNAMES: &str = "\
alexander alex; alexandra alex; alexei alexey aleksei; andrew andy; anthony tony; antonio tony; \
barbara barb; benjamin ben benny; bernard bernie; catherine cathy kate; charles charlie chuck; \
christina chris; christine chris; christopher chris; daniel dan danny; david dave; deborah debbie; \
dmitry dmitri dmitriy; donald don; douglas doug; edward ed eddie ted; elizabeth liz beth; \
eugene gene; frederick fred; gerald jerry; gregory greg; jacob jake; james jim jimmy; \
jeffrey jeff; jennifer jen; jonathan jon; joseph joe; joshua josh; katherine kate kathy; \
kenneth ken; lawrence larry; leonard len; margaret maggie peggy; martin marty; matthew matt; \
michael mike mick; mohammed mohamed muhammad mohammad; nancy nan; nicholas nick; \
nikolai nikolay; pamela pam; patricia pat patty; patrick pat; peter pete; philip phil; \
raymond ray; rebecca becky; richard rick dick; robert bob bobby rob robbie; ronald ron; \
samantha sam; samuel sam; sergei sergey; stephen steve; steven steve; susan sue; \
sergio serge; theodore ted; thomas tom tommy; timothy tim; victoria vicky; vincent vince; \
vladimir volodymyr; walter walt; william bill billy will; yuri yury iurii; zachary zach";

/// Every pair of forms of one first name, by their letters, both ways round.
pub fn pairs() -> impl Iterator<Item = (u64, u64)> {
    NICKNAMES.split("; ").flat_map(|names| {
        let all = move || names.split(' ').map(letters::of);
        all().flat_map(move |a| all().map(move |b| (a, b)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_short_forms() {
        let one = |a, b| pairs().any(|pair| pair == (letters::of(a), letters::of(b)));
        assert!(one("Bill", "William") && one("Joe", "Joseph") && one("Sergey", "Sergei"));
        assert!(!one("Bill", "Bob") && !one("Ann", "Joe"));
    }
}
