package dev.tutti.http;

import dev.tutti.security.Role;
import java.util.Set;

/**
 * A route and who may use it.
 *
 * @param path template of its paths, see {@link HttpRoute}
 * @param roles none where no key is needed; who has a role that covers one of them may use it
 */
public record Rights(String method, String path, Set<Role> roles) {}
