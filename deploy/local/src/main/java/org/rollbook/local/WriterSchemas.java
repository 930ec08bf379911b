package org.rollbook.local;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.rollbook.local.settings.LocalPorts;
import org.rollbook.testkit.web.Reply;
import org.rollbook.testkit.web.Web;

/// The schemas with which the messages on the bus were written, from the stack's registry. Any
/// thread.
final class WriterSchemas implements IntFunction<Schema>, AutoCloseable {

  private final Map<Integer, Schema> known = new ConcurrentHashMap<>();
  private final Web registry;

  WriterSchemas(LocalPorts ports) {
    registry = new Web(ports.registry());
  }

  /// @throws IllegalArgumentException if the registry has none under the id
  @Override
  public Schema apply(int id) {
    return known.computeIfAbsent(id, this::asked);
  }

  private Schema asked(int id) {
    Reply reply = registry.get("/apis/ccompat/v7/schemas/ids/" + id);
    if (reply.status() != 200) {
      throw new IllegalArgumentException("the registry does not know schema id " + id);
    }
    return new Schema.Parser().parse(reply.text("schema"));
  }

  @Override
  public void close() {
    registry.close();
  }
}
