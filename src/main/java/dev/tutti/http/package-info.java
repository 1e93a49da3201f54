/**
 * HTTP as Tutti serves it, without any model.
 *
 * <p>{@link dev.tutti.http.Gateway} listens and hands every request to {@link
 * dev.tutti.http.Routes}, the table of every {@link dev.tutti.http.HttpRoute} (method, template of
 * the path, {@link dev.tutti.http.Permission}, endpoint), once {@code HeaderCheck} and {@code
 * HostCheck} have found nothing wrong with where it comes from. Below that, {@code http.connection}
 * bounds connections. A {@link dev.tutti.http.Endpoint} answers a {@link
 * dev.tutti.http.HttpExchange}, whose {@code AnswerWriter} gives up on callers who do not read;
 * {@link dev.tutti.http.CallStart} begins the call of one who asks a model. An {@link
 * dev.tutti.http.ErrorFormat} says how callers of an API are told of errors.
 */
@NullMarked
package dev.tutti.http;

import org.jspecify.annotations.NullMarked;
