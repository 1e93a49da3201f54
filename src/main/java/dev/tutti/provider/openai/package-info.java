/**
 * OpenAI's chat completions, embeddings and completions, as OpenAI and its many imitators speak
 * them. What is right is relayed byte by byte after a scan; only what is wrong is mended.
 */
@NullMarked
package dev.tutti.provider.openai;

import org.jspecify.annotations.NullMarked;
