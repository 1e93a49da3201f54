/**
 * OpenAI's Files API: uploads that go to the disk while they come, downloads that come from it as
 * fast as their caller reads. {@link dev.tutti.gateway.file.FilesEndpoint} answers; neither way
 * holds more of a file in memory than a piece.
 */
@NullMarked
package dev.tutti.gateway.file;

import org.jspecify.annotations.NullMarked;
