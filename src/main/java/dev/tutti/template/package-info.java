/**
 * Jinja2 for prompts: compiled once, checked, and rendered within a budget.
 *
 * <p>{@link dev.tutti.template.Template} is the way in. Compiling cuts the text into tokens ({@code
 * Lexer}), builds a tree of records ({@code Parser}), and loads every partial that the template
 * names; whatever is not supported is refused here, with file, line and column. Rendering walks the
 * tree: every {@code Node} runs and every {@code Expr} gives its value in a {@code RenderContext}.
 * What values are and do is in {@code dev.tutti.template.python}, and follows Python.
 *
 * <pre>{@code
 * var source = new Source("prompt.md", "Hello {{ user.name }}!\n<!-- role: user -->\n{{ question }}");
 * var template = Template.compile(source, Loader.none(), Options.forPrompts());
 * template.undeclared(); // user.name, question
 * template.renderMessages(
 *     Map.of("user", Map.of("name", "Ada"), "question", "Why?"), Budget.standard(System::nanoTime));
 * // [Message[SYSTEM, Hello Ada!], Message[USER, Why?]]
 * }</pre>
 *
 * <p>Values are data: text, numbers, booleans, null, lists and maps. They are never evaluated as
 * templates, never asked by reflection, never choose a partial, and never start a message: markers
 * are found in the author's text before anything is rendered. A {@link
 * dev.tutti.template.api.Budget} bounds steps, output, depth and time of each rendering, so that a
 * template may be as untrusted as its values.
 *
 * <p>The result equals that of Python's jinja2 with {@code StrictUndefined}, and with its default
 * {@code Undefined} for names that may be left out of the values, which {@code suites/templates}
 * proves; docs/templates.md says for authors what is there and what is not. The package uses
 * nothing else of this program.
 */
@NullMarked
package dev.tutti.template;

import org.jspecify.annotations.NullMarked;
