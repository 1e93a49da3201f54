/**
 * Forms with files, {@code multipart/form-data} (RFC 7578), that are read while they come.
 *
 * <p>A {@link dev.tutti.http.multipart.MultipartParser} cuts a body at its boundaries, wherever the
 * reads end, and holds no more than the beginning of a boundary or the head of a part. A {@link
 * dev.tutti.http.multipart.FormUpload} reads the body of an exchange with it: small fields are
 * collected, and what is in a file goes to a {@link dev.tutti.http.multipart.FormTarget}, whose
 * slowness holds the caller back.
 *
 * <pre>{@code
 * FormUpload.read(exchange, target, settings.maxSize())
 *     .onSuccess(fields -> keep(fields.get("purpose")))
 *     .onFailure(exchange::fail);
 * }</pre>
 */
@NullMarked
package dev.tutti.http.multipart;

import org.jspecify.annotations.NullMarked;
