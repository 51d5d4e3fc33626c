"""The text of YAML files: bytes in; a tree of values with their places, and problems, out."""

from generator.facts.text.document import Document
from generator.facts.text.document import parse_document
from generator.facts.text.nodes import ListNode
from generator.facts.text.nodes import MapNode
from generator.facts.text.nodes import Node
from generator.facts.text.nodes import Scalar

__all__ = ["Document", "ListNode", "MapNode", "Node", "Scalar", "parse_document"]
