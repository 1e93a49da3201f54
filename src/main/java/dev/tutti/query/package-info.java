/**
 * Language of filters: how operators say which calls, tasks or sessions they mean, in the API, on
 * the command line and in rules of alerts.
 *
 * <pre>{@code
 * owner=red model=gpt-*|claude-* total>=3s -outcome=completed started>-24h
 * }</pre>
 *
 * <p>Terms are joined by spaces and must all hold. A term is a field, an operator and values of
 * which one must hold, joined by {@code |}; a minus before it turns it round. {@code =} (or {@code
 * :}) is equal, a {@code *} in a text stands for any characters; {@code !=} is not equal, {@code ~}
 * is contained, in any case; {@code <}, {@code <=}, {@code >}, {@code >=} compare. {@code none} is
 * no value. Quotes surround a value with spaces in it.
 *
 * <p>Who has something to be filtered says which {@link dev.tutti.query.Field}s it has, of which
 * {@link dev.tutti.query.FieldType} they are and where in the database they stand; {@link
 * dev.tutti.query.Query#parse} reads a text, and {@link dev.tutti.query.Query#condition} is what
 * goes behind {@code WHERE}.
 */
@NullMarked
package dev.tutti.query;

import org.jspecify.annotations.NullMarked;
