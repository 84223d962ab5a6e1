extension ReportSchema {
  /// What the schema refers to by name, without the braces around it.
  static let definitions = """
        "change": {
          "type": "object",
          "required": ["template", "before", "now", "rateBefore", "rateNow"],
          "properties": {
            "template": {"type": "string"}, "before": {"type": "integer", "minimum": 0},
            "now": {"type": "integer", "minimum": 0}, "rateBefore": {"type": "number"},
            "rateNow": {"type": "number"}
          }
        },
        "role": {"enum": ["cause", "consequence", "episode", "other"]},
        "strings": {"type": "array", "items": {"type": "string"}},
        "time": {
          "type": ["string", "null"],
          "pattern": "^\\\\d{4}-\\\\d{2}-\\\\d{2}T\\\\d{2}:\\\\d{2}:\\\\d{2}(\\\\.\\\\d+)?Z$",
          "description": "RFC 3339 in UTC with the precision of the source"
        },
        "severity": {"enum": ["error", "warning", "info", "neutral"]},
        "subject": {
          "type": "object",
          "required": ["kind", "name"],
          "properties": {
            "kind": {
              "enum": ["service", "container", "node", "collection", "shard", "tenant", "host"]
            },
            "name": {"type": "string"}
          }
        },
        "subjects": {"type": "array", "items": {"$ref": "#/$defs/subject"}},
        "sample": {
          "type": "object",
          "required": ["source", "line", "text"],
          "properties": {
            "source": {"type": "string"}, "text": {"type": "string"},
            "line": {"type": ["integer", "null"], "minimum": 1},
            "time": {"$ref": "#/$defs/time"}
          }
        },
        "cause": {
          "type": "object",
          "required": [
            "id", "confidence", "probability", "title", "explanation", "subjects", "first", "last",
            "for", "against", "missing", "leadsTo", "rivals"
          ],
          "properties": {
            "id": {"type": "string"},
            "confidence": {"enum": ["confirmed", "likely", "possible"]},
            "probability": {"type": "number", "minimum": 0, "maximum": 1},
            "title": {"type": "string"}, "explanation": {"type": "string"},
            "subjects": {"$ref": "#/$defs/subjects"},
            "first": {"$ref": "#/$defs/time"}, "last": {"$ref": "#/$defs/time"},
            "for": {"$ref": "#/$defs/strings"}, "against": {"$ref": "#/$defs/strings"},
            "missing": {"$ref": "#/$defs/strings"}, "leadsTo": {"$ref": "#/$defs/strings"},
            "rivals": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["id", "separatedBy"],
                "properties": {
                  "id": {"type": "string"}, "separatedBy": {"type": "string"},
                  "probability": {"type": "number", "minimum": 0, "maximum": 1}
                }
              }
            }
          }
        },
        "remedy": {
          "type": "object",
          "required": ["cause", "title", "danger", "steps", "patch", "file"],
          "properties": {
            "cause": {"type": "string"}, "title": {"type": "string"},
            "danger": {
              "type": ["string", "null"],
              "description": "what happens when it is done in the obvious order"
            },
            "steps": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["do", "why", "command", "verify"],
                "properties": {
                  "do": {"type": "string"}, "why": {"type": ["string", "null"]},
                  "command": {"type": ["string", "null"]}, "verify": {"type": ["string", "null"]}
                }
              }
            },
            "patch": {
              "type": ["string", "null"],
              "description": "unified diff, paths relative to the input folder"
            },
            "file": {"type": ["string", "null"]},
            "changes": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["service", "path", "value"],
                "properties": {
                  "service": {"type": "string"}, "path": {"type": "string"},
                  "value": {"type": ["string", "null"]}
                }
              }
            }
          }
        },
        "finding": {
          "type": "object",
          "required": [
            "id", "kind", "severity", "title", "proves", "count", "first", "last", "subjects",
            "values", "samples"
          ],
          "properties": {
            "id": {"type": "string"},
            "kind": {"enum": ["log", "api", "compose", "container"]},
            "severity": {"$ref": "#/$defs/severity"},
            "title": {"type": "string"}, "proves": {"type": "string"},
            "count": {"type": "integer", "minimum": 0},
            "first": {"$ref": "#/$defs/time"}, "last": {"$ref": "#/$defs/time"},
            "subjects": {"$ref": "#/$defs/subjects"},
            "values": {"type": "object", "additionalProperties": {"$ref": "#/$defs/strings"}},
            "samples": {"type": "array", "items": {"$ref": "#/$defs/sample"}},
            "perSubject": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["subject", "count", "first", "last"],
                "properties": {
                  "subject": {"oneOf": [{"type": "null"}, {"$ref": "#/$defs/subject"}]},
                  "count": {"type": "integer", "minimum": 0},
                  "first": {"$ref": "#/$defs/time"}, "last": {"$ref": "#/$defs/time"}
                }
              }
            }
          }
        },
        "region": {
          "type": "object",
          "required": ["offset", "bytes", "why"],
          "properties": {
            "offset": {"type": "integer", "minimum": 0},
            "bytes": {"type": "integer", "minimum": 0}, "why": {"type": "string"}
          }
        },
        "input": {
          "type": "object",
          "required": [
            "path", "format", "bytes", "lines", "records", "skipped", "damaged", "used"
          ],
          "properties": {
            "path": {"type": "string"}, "format": {"type": "string"},
            "bytes": {"type": "integer", "minimum": 0}, "lines": {"type": "integer", "minimum": 0},
            "records": {"type": "integer", "minimum": 0},
            "skipped": {"type": "array", "items": {"$ref": "#/$defs/region"}},
            "damaged": {"type": "array", "items": {"$ref": "#/$defs/region"}},
            "used": {"type": "boolean"}, "note": {"type": ["string", "null"]}
          }
        }
    """
}
