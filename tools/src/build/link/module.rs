//! The imports and exports of one ECMAScript module.

use anyhow::{Context as _, Result, bail, ensure};

use super::scan::{Token, TokenKind, scan};

/// A module without its import and export statements.
#[derive(Debug, Default)]
pub(crate) struct Module<'s> {
    pub(crate) imports: Vec<Import<'s>>,
    pub(crate) exports: Vec<Export<'s>>,
    pub(crate) body: Vec<Token<'s>>,
}

/// `import { name as local, … } from 'specifier'`.
#[derive(Debug)]
pub(crate) struct Import<'s> {
    pub(crate) specifier: &'s str,
    pub(crate) names: Vec<Binding<'s>>,
    /// `import * as local from …`.
    pub(crate) namespace: Option<&'s str>,
}

/// One name and what it is called on the other side: of an import the exported name and the local
/// one, of an export the local name and the exported one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Binding<'s> {
    pub(crate) from: &'s str,
    pub(crate) to: &'s str,
}

#[derive(Debug)]
pub(crate) enum Export<'s> {
    Local(Binding<'s>),
    /// `export { from as to } from 'specifier'`.
    From(&'s str, Binding<'s>),
    /// `export * from 'specifier'`.
    All(&'s str),
}

/// The local name of what a module exports with `export default EXPRESSION`.
pub(crate) const DEFAULT: &str = "$default";

/// Reads a module of the plain kind that we write and that wasm-bindgen writes. What the linker
/// cannot carry over faithfully (dynamic imports, top-level `await`, exported variables that may
/// change) is an error, not a guess.
pub(crate) fn parse(source: &str) -> Result<Module<'_>> {
    let tokens = scan(source)?;
    let mut cursor = Cursor {
        tokens: &tokens,
        at: 0,
    };
    let mut module = Module::default();
    let mut depth = 0_usize;
    // Whether the next token begins a statement, since one was taken out before it.
    let mut is_first = false;
    while let Some(token) = cursor.next() {
        if token.kind == TokenKind::Mark {
            match token.text {
                "{" | "(" | "[" => depth += 1,
                "}" | ")" | "]" => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        let is_member = module.body.last().is_some_and(|last| last.is("."));
        if token.is("import") && cursor.sees("(") && !is_member {
            bail!("line {}: a dynamic import cannot be linked", token.line);
        }
        let is_statement =
            depth == 0 && token.kind == TokenKind::Word && !is_member && !cursor.sees(":");
        if is_statement && token.is("await") {
            bail!("line {}: a top-level await cannot be linked", token.line);
        } else if is_statement && token.is("import") && !cursor.sees(".") {
            let import = import(&mut cursor).with_context(|| format!("line {}", token.line))?;
            module.imports.push(import);
            is_first = true;
        } else if is_statement && token.is("export") {
            let result = export(&mut cursor, &mut module);
            is_first = result.with_context(|| format!("line {}", token.line))?;
        } else {
            let (newline, space) = (token.newline || is_first, token.space || is_first);
            module.body.push(Token {
                newline,
                space,
                ..token
            });
            is_first = false;
        }
    }
    Ok(module)
}

struct Cursor<'t, 's> {
    tokens: &'t [Token<'s>],
    at: usize,
}

impl<'s> Cursor<'_, 's> {
    fn peek(&self) -> Option<Token<'s>> {
        self.tokens.get(self.at).copied()
    }

    fn next(&mut self) -> Option<Token<'s>> {
        let token = self.peek()?;
        self.at += 1;
        Some(token)
    }

    fn sees(&self, text: &str) -> bool {
        self.peek().is_some_and(|token| token.is(text))
    }

    fn eat(&mut self, text: &str) -> bool {
        let seen = self.sees(text);
        self.at += usize::from(seen);
        seen
    }

    fn expect(&mut self, text: &str) -> Result<()> {
        ensure!(self.eat(text), "expected `{text}`");
        Ok(())
    }

    fn word(&mut self) -> Result<&'s str> {
        match self.next() {
            Some(token) if token.kind == TokenKind::Word => Ok(token.text),
            _ => bail!("expected a name"),
        }
    }

    /// The text of a string, which must be free of escapes.
    fn specifier(&mut self) -> Result<&'s str> {
        let token = self.next().filter(|token| token.kind == TokenKind::String);
        let quoted = token.context("expected a module specifier")?.text;
        let text = quoted.get(1..quoted.len() - 1).unwrap_or_default();
        ensure!(!text.contains('\\'), "the specifier {quoted} has an escape");
        Ok(text)
    }

    fn from(&mut self) -> Result<&'s str> {
        self.expect("from")?;
        let specifier = self.specifier()?;
        self.eat(";");
        Ok(specifier)
    }

    /// `{ a, b as c }` after its opening brace.
    fn names(&mut self) -> Result<Vec<Binding<'s>>> {
        let mut names = Vec::new();
        while !self.eat("}") {
            let from = self.word()?;
            let to = if self.eat("as") { self.word()? } else { from };
            names.push(Binding { from, to });
            if !self.eat(",") {
                self.expect("}")?;
                break;
            }
        }
        Ok(names)
    }
}

fn import<'s>(cursor: &mut Cursor<'_, 's>) -> Result<Import<'s>> {
    let mut import = Import {
        specifier: "",
        names: Vec::new(),
        namespace: None,
    };
    if cursor
        .peek()
        .is_some_and(|token| token.kind == TokenKind::String)
    {
        import.specifier = cursor.specifier()?;
        cursor.eat(";");
        return Ok(import);
    }
    if !cursor.sees("{") && !cursor.sees("*") {
        import.names.push(Binding {
            from: "default",
            to: cursor.word()?,
        });
        cursor.eat(",");
    }
    if cursor.eat("{") {
        import.names.extend(cursor.names()?);
    } else if cursor.eat("*") {
        cursor.expect("as")?;
        import.namespace = Some(cursor.word()?);
    }
    import.specifier = cursor.from()?;
    Ok(import)
}

/// Reads an export; returns whether a statement of its own follows, not an expression.
fn export<'s>(cursor: &mut Cursor<'_, 's>, module: &mut Module<'s>) -> Result<bool> {
    if cursor.eat("*") {
        module.exports.push(Export::All(cursor.from()?));
        return Ok(true);
    }
    if cursor.eat("{") {
        let names = cursor.names()?;
        if cursor.sees("from") {
            let specifier = cursor.from()?;
            module
                .exports
                .extend(names.into_iter().map(|name| Export::From(specifier, name)));
        } else {
            cursor.eat(";");
            module.exports.extend(names.into_iter().map(Export::Local));
        }
        return Ok(true);
    }
    let is_default = cursor.eat("default");
    let name = declared_name(cursor)?;
    match (is_default, name) {
        (false, Some(name)) => module.exports.push(Export::Local(Binding {
            from: name,
            to: name,
        })),
        (true, Some(name)) => module.exports.push(Export::Local(Binding {
            from: name,
            to: "default",
        })),
        (true, None) => {
            // `export default EXPRESSION` becomes `const $default = EXPRESSION`.
            module.exports.push(Export::Local(Binding {
                from: DEFAULT,
                to: "default",
            }));
            for (text, kind) in [
                ("const", TokenKind::Word),
                (DEFAULT, TokenKind::Word),
                ("=", TokenKind::Mark),
            ] {
                module.body.push(Token {
                    kind,
                    text,
                    line: 0,
                    newline: text == "const",
                    space: true,
                });
            }
        }
        (false, None) => {
            bail!("only functions, classes, single constants and lists of names can be exported")
        }
    }
    Ok(name.is_some())
}

/// The name that the declaration at the cursor declares, left in place; `None` for anything else.
fn declared_name<'s>(cursor: &Cursor<'_, 's>) -> Result<Option<&'s str>> {
    let mut ahead = Cursor {
        tokens: cursor.tokens,
        at: cursor.at,
    };
    if ahead.eat("const") {
        let name = ahead
            .word()
            .context("only single constants can be exported")?;
        ensure!(
            !has_second_declarator(&ahead),
            "export one constant a statement"
        );
        return Ok(Some(name));
    }
    ensure!(
        !ahead.sees("let") && !ahead.sees("var"),
        "an exported variable may change: export a function"
    );
    ahead.eat("async");
    if ahead.eat("function") {
        ahead.eat("*");
    } else if !ahead.eat("class") {
        return Ok(None);
    }
    Ok(ahead.word().ok().filter(|name| *name != "extends"))
}

/// Whether a comma at the statement's own depth follows.
fn has_second_declarator(cursor: &Cursor<'_, '_>) -> bool {
    let mut depth = 0_i32;
    for token in cursor
        .tokens
        .iter()
        .skip(cursor.at)
        .filter(|token| token.kind == TokenKind::Mark)
    {
        match token.text {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth -= 1,
            "," if depth == 0 => return true,
            ";" if depth == 0 => return false,
            _ => {}
        }
    }
    false
}
