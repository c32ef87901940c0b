"""qc inside other people's pipelines, a file each; the library it is for is imported with its file and never before.

qc.integrations.scrapy      an item pipeline
qc.integrations.datasets    a function for `Dataset.map`
qc.integrations.datatrove   a filter block
"""
