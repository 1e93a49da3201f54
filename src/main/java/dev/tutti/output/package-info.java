/**
 * Forms of structured answers, and judgements of texts by them.
 *
 * <p>An {@link dev.tutti.output.OutputForm} is any JSON object, or a caller's JSON Schema as {@link
 * dev.tutti.output.OutputForms} has compiled it. It judges texts: one is as it must be, or it is
 * after a repair that does not guess, or it has flaws, told in words that a model can work with.
 *
 * <pre>{@code
 * var form = forms.of(request);
 * switch (form.judge(text)) {
 *   case Judgement.Fits() -> ...
 *   case Judgement.Mended(String json) -> ...
 *   case Judgement.Flawed(List<String> flaws) -> ...
 * }
 * }</pre>
 *
 * <p>Schemas and answers are other people's, so everything is bounded: the size of a schema, where
 * its references lead, the steps of a validation and of a pattern, the depth of JSON. Judging may
 * still take milliseconds, which is too long for an event loop.
 */
@NullMarked
package dev.tutti.output;

import org.jspecify.annotations.NullMarked;
