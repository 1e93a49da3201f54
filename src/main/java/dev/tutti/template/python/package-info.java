/**
 * The values of a template, and what Python does with them: arithmetic, comparing, printing,
 * slicing, the methods of texts and dictionaries.
 *
 * <p>A value is a {@link java.lang.String}, a {@link java.lang.Long}, a {@link java.lang.Double}, a
 * {@link java.lang.Boolean}, {@link dev.tutti.template.python.None}, a {@link java.util.List}, a
 * {@link java.util.Map}, or one of the few things that templates make themselves: {@link
 * dev.tutti.template.python.Tuple}, {@link dev.tutti.template.python.Range}, {@link
 * dev.tutti.template.python.OneTimeIterable} (what Python calls a generator), {@link
 * dev.tutti.template.python.Markup}, {@link dev.tutti.template.python.Undefined}, and whatever is
 * {@link dev.tutti.template.python.AttributeOwner} or {@link dev.tutti.template.python.Invocable}.
 * Only {@link dev.tutti.template.python.ValueConverter} lets values in, so nothing here meets an
 * object of another kind, and nothing here uses reflection.
 *
 * <p>Whatever can be long charges a {@link dev.tutti.template.python.Meter} before it begins, and
 * whatever goes wrong is a {@link dev.tutti.template.python.PythonError}, to which the interpreter
 * adds the place.
 *
 * <pre>{@code
 * Operators.add(2L, 0.5); // 2.5
 * Printing.text(List.of("a", None.NONE), meter); // ['a', None]
 * }</pre>
 */
@NullMarked
package dev.tutti.template.python;

import org.jspecify.annotations.NullMarked;
