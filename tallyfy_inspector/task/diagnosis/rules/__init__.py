"""The rules of the diagnosis, a file each; `task.diagnosis.RULES` lists them."""
