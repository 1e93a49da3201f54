/**
 * Documents and numbers over HTTP: uploads that are parsed, what parsing says of them, and claims
 * held against them. {@link dev.tutti.gateway.document.DocumentsEndpoint} answers for documents,
 * {@link dev.tutti.gateway.document.NumbersEndpoint} for numbers in texts; no model is asked.
 */
@NullMarked
package dev.tutti.gateway.document;

import org.jspecify.annotations.NullMarked;
