/**
 * Claims of models, or of anybody, held against a document: quotes must stand in it, values must
 * parse from their quotes, and prose may hold no number that the document does not. {@link
 * dev.tutti.document.verify.ClaimVerifier} judges claims, {@link
 * dev.tutti.document.verify.ContradictionFinder} finds statements of a document that cannot be true
 * together.
 */
@NullMarked
package dev.tutti.document.verify;

import org.jspecify.annotations.NullMarked;
