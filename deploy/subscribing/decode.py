"""Confluent-framed Avro to JSON, with Debian's python3-avro and the registry's REST API.

As a program it turns what `kcat -f '%R%s'` prints into one JSON object a line:

    kcat ... -f '%R%s' | /usr/bin/python3 decode.py http://localhost:8081/apis/ccompat/v7
"""

import io
import json
import struct
import sys
import urllib.request

import avro.io
import avro.schema


class Decoder:
    """Reads values by the schemas that they name."""

    def __init__(self, registry):
        self.registry = registry
        self.readers = {}

    def decode(self, framed):
        zero, schema_id = struct.unpack(">bI", framed[:5])
        if zero != 0:
            raise ValueError("not in Confluent's framing")
        if schema_id not in self.readers:
            self.readers[schema_id] = avro.io.DatumReader(self._schema(schema_id))
        return self.readers[schema_id].read(avro.io.BinaryDecoder(io.BytesIO(framed[5:])))

    def _schema(self, schema_id):
        with urllib.request.urlopen(f"{self.registry}/schemas/ids/{schema_id}") as reply:
            return avro.schema.parse(json.load(reply)["schema"])


def values(stream):
    """The values that kcat wrote behind their lengths; a tombstone has none."""
    while length := stream.read(4):
        (size,) = struct.unpack(">i", length)
        if size >= 0:
            yield stream.read(size)


if __name__ == "__main__":
    decoder = Decoder(sys.argv[1])
    for value in values(sys.stdin.buffer):
        print(json.dumps(decoder.decode(value), default=str))
