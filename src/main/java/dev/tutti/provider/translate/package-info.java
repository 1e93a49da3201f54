/**
 * Parts that adapters share: counts of tokens that nobody reported, arguments of calls that come in
 * parts, vectors, and a request without what only OpenAI's dialect can say.
 */
@NullMarked
package dev.tutti.provider.translate;

import org.jspecify.annotations.NullMarked;
