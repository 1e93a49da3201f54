package dev.tutti.template;

import dev.tutti.template.api.TemplatePosition;
import java.util.List;

/**
 * A use of a value that the template does not define itself.
 *
 * @param name the name of the value
 * @param path the attributes and literal keys behind it, without methods; {@code []} is an element
 *     of a list, or a key that is not literal
 * @param position where it is used
 * @param guarded whether it may be missing there: {@code is defined} or {@code default} follows
 */
public record Variable(
    String name, List<String> path, TemplatePosition position, boolean guarded) {}
