package dev.tutti;

import dev.tutti.http.Rights;
import java.nio.file.Path;
import java.util.List;

/** Routes of a server as it is composed, for whoever attacks or describes each of them. */
public final class RouteTable {
  private RouteTable() {}

  /** Starts a server with its data in an empty folder, reads its routes and stops it. */
  public static List<Rights> read(Path folder) {
    var configuration =
        Configuration.text("providers: {sim: {preset: sim}}")
            .with("server.port", "0", "routes")
            .with("data", folder.toString(), "routes");
    try (var server = Server.start(configuration)) {
      return server.rights();
    }
  }
}
